"""What a community has set for its moderation: first posts, strikes, pace, and rules of words and links."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community
from community.moderation.matching import Matcher, Pattern, domain_of, is_within, linked, named
from community.moderation.models.log import ModerationEntry
from community.moderation.words import Effect
from community.permissions import can_run_community
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require

MOST_RULES = 500
MOST_HELD = 5
NOT_YOURS = _("Only a steward sets the rules of moderation.")
SENTENCE = _("This cannot be posted here: it goes against a rule of this community about words or links.")


class ModerationSettings(models.Model):
    """One row for each community that has set anything; else the same numbers hold."""

    class Links(models.TextChoices):
        ANY = "any", _("All links but the blocked ones")
        HOLD = "hold", _("Links elsewhere than allowed wait for a moderator")
        REFUSE = "refuse", _("Links elsewhere than allowed are refused")

    community = models.OneToOneField(Community, models.CASCADE, related_name="moderation_settings")
    hold_first = models.PositiveSmallIntegerField(_("first posts held of a new member"), default=0)
    new_days = models.PositiveSmallIntegerField(_("days a member is new"), default=30)
    posts_an_hour = models.PositiveSmallIntegerField(_("posts in an hour of a new member"), default=20)
    most_strikes = models.PositiveSmallIntegerField(_("strikes until writing is suspended"), default=3)
    strike_months = models.PositiveSmallIntegerField(_("months a strike counts"), default=12)
    suspend_days = models.PositiveSmallIntegerField(_("days writing is suspended then"), default=30)
    links = models.CharField(_("links"), max_length=8, choices=Links, default=Links.ANY)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hold_first__lte=MOST_HELD), name="moderation_hold_first"),
            models.CheckConstraint(
                condition=Q(most_strikes__range=(1, 10), strike_months__range=(1, 36), suspend_days__range=(1, 365)),
                name="moderation_strikes_in_range",
            ),
            models.CheckConstraint(
                condition=Q(posts_an_hour__range=(1, 200), new_days__lte=365), name="moderation_pace_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}"

    @classmethod
    def of(cls, community: Community) -> "ModerationSettings":
        return cls.objects.filter(community=community).first() or cls(community=community)

    @classmethod
    def change(cls, community: Community, by: Actor, **values: Any) -> None:
        with transaction.atomic():
            require(can_run_community(by, community), NOT_YOURS)
            Community.objects.select_for_update(no_key=True).get(pk=community.pk)
            cls.objects.update_or_create(community=community, defaults=values)
            said = "; ".join(f"{label_of(name)}: {value}" for name, value in values.items())
            ModerationEntry.write(community, by, "settings", said)
            record("moderation.settings_changed", community, by=by)


def label_of(name: str) -> str:
    """What people call a setting, as the log says it."""
    return str(getattr(ModerationSettings._meta.get_field(name), "verbose_name", name))


class ContentRuleQuerySet(models.QuerySet["ContentRule"]):
    def of(self, community: Community) -> "ContentRuleQuerySet":
        return self.filter(community=community).order_by("kind", "key", "pk")


class ContentRule(models.Model):
    """A word (`casino`, `casin*`), or a domain of links that is blocked or allowed."""

    class Kind(models.TextChoices):
        WORD = "word", _("Word")
        BLOCKED = "blocked", _("Blocked domain")
        ALLOWED = "allowed", _("Allowed domain")

    Effect = Effect

    community = models.ForeignKey(Community, models.CASCADE, related_name="content_rules")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.WORD)
    text = models.CharField(_("word or domain"), max_length=253)
    key = models.CharField(max_length=253)  # as it is compared
    effect = models.CharField(_("what happens"), max_length=8, choices=Effect, default=Effect.HOLD)
    sentence = models.CharField(_("what the writer reads"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ContentRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "kind", "key"], name="content_rule_once"),
            models.CheckConstraint(condition=~Q(key=""), name="content_rule_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def key_of(kind: str, text: str) -> str:
        """As it is compared; empty for what is neither a word nor a domain."""
        if kind == ContentRule.Kind.WORD:
            pattern = Pattern.read(text)
            return pattern.key if pattern else ""
        return domain_of(text.strip().removeprefix("https://").removeprefix("http://").partition("/")[0])

    @classmethod
    def add(cls, community: Community, by: Actor, kind: str, text: str, effect: str, sentence: str = "") -> None:
        """Raises Refused for what cannot be a rule, one that is there, or too many."""
        with transaction.atomic():
            require(can_run_community(by, community), NOT_YOURS)
            Community.objects.select_for_update(no_key=True).get(pk=community.pk)
            key = cls.key_of(kind, text)
            if not key or kind not in cls.Kind.values or effect not in Effect.values:
                raise Refused(_("A rule is a word, a few words, or a domain; a star stands only at the end."))
            rules = cls.objects.filter(community=community)
            if rules.filter(kind=kind, key=key).exists():
                raise Refused(_("There is a rule for this already."))
            if rules.count() >= MOST_RULES:
                raise Refused(_("There are as many rules as a community can have. Remove one first."))
            rules.create(community=community, kind=kind, text=text, key=key, effect=effect, sentence=sentence)
            ModerationEntry.write(community, by, "rule_added", f"{kind}: {text} ({effect})")

    def remove(self, by: Actor) -> None:
        with transaction.atomic():
            require(can_run_community(by, self.community), NOT_YOURS)
            ModerationEntry.write(self.community, by, "rule_removed", f"{self.kind}: {self.text} ({self.effect})")
            self.delete()


@dataclass(frozen=True)
class Found:
    """A rule that a text meets: the words of it, what follows, and the sentence for the writer."""

    text: str
    effect: str
    sentence: str


def findings(community: Community, text: str) -> list[Found]:
    """What rules of the community the text meets, the gravest first; by two queries."""
    rules = list(ContentRule.objects.of(community))
    kinds = ContentRule.Kind
    matcher = Matcher()
    for rule in rules:
        pattern = Pattern.read(rule.text) if rule.kind == kinds.WORD else None
        if pattern:
            matcher.add(pattern, rule)
    met = {rule.pk: Found(rule.text, rule.effect, rule.sentence) for rule in matcher.found(text)}
    names = named(text) if any(rule.kind == kinds.BLOCKED for rule in rules) else set()
    for rule in rules:
        if rule.kind == kinds.BLOCKED and any(is_within(name, [rule.key]) for name in names):
            met[rule.pk] = Found(rule.text, rule.effect, rule.sentence)
    found = [*met.values(), *elsewhere(community, rules, text)]
    order = [Effect.REFUSE.value, Effect.HOLD.value, Effect.FLAG.value]
    return sorted(found, key=lambda one: order.index(one.effect))


def elsewhere(community: Community, rules: list[ContentRule], text: str) -> list[Found]:
    """Links to domains that are not among the allowed ones, where only those may stand."""
    links = linked(text)
    rule = ModerationSettings.of(community).links if links else ModerationSettings.Links.ANY
    if rule == ModerationSettings.Links.ANY:
        return []
    allowed = [one.key for one in rules if one.kind == ContentRule.Kind.ALLOWED]
    return [Found(domain, rule, "") for domain in sorted(links) if not is_within(domain, allowed)]
