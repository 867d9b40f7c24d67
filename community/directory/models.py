"""The fields a community asks of its members, and what each member has answered."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.directory.permissions import can_define_directory, can_fill_entry
from community.directory.values import cleaned
from community.models.community import Community, CommunityMember
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked

MOST_FIELDS = 40  # in use at the same time
MOST_OPTIONS = 60


class DirectoryFieldQuerySet(models.QuerySet["DirectoryField"]):
    def live(self) -> "DirectoryFieldQuerySet":
        return self.filter(retired_at=None)

    def up_to(self, level: int) -> "DirectoryFieldQuerySet":
        """Those that a reader of this level sees: 0 whoever reads the community, 1 members, 2 stewards."""
        return self.filter(seen_by__lte=level)

    def visible_to(self, actor: Actor) -> "DirectoryFieldQuerySet":
        """For everybody who reads the community; those of members and stewards to them."""
        active = CommunityMember.objects.active().filter(company_id=actor.company_id or 0)
        joined, run = active, active.filter(role=CommunityMember.Role.STEWARD)
        seen = models.Q(seen_by=0) | models.Q(seen_by=1, community__in=joined.values("community_id"))
        if actor.may("run_communities"):
            seen |= models.Q(community__in=run.values("community_id"))
        return self.filter(seen, community__in=Community.objects.readable_by(actor))


class DirectoryField(models.Model):
    """One question of a community to its members. Retired, it is asked and shown no more, and the answers stay."""

    class Kind(models.TextChoices):
        LINE = "line", _("Short text")
        TEXT = "text", _("Long text")
        NUMBER = "number", _("Number with a unit")
        CHOICE = "choice", _("One of several answers")
        CHOICES = "choices", _("Several answers")
        FLAG = "flag", _("Yes or no")
        LINK = "link", _("Web address")

    class SeenBy(models.IntegerChoices):
        READERS = 0, _("Everybody who reads the community")
        MEMBERS = 1, _("Members")
        STEWARDS = 2, _("Stewards, and the company itself")

    FILTERS = ("choice", "choices", "flag", "number")

    community = models.ForeignKey(Community, models.CASCADE, related_name="directory_fields")
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind, default=Kind.LINE)
    label = models.CharField(_("question or label"), max_length=80)
    label_ko = models.CharField(_("the same in Korean"), max_length=80, blank=True)
    help = models.CharField(_("a hint for who fills it in"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    options = models.JSONField(default=list, blank=True)  # [{"key": "o1", "label": …, "ko": …, "is_gone": …}]
    next_option = models.PositiveIntegerField(default=1)
    is_required = models.BooleanField(_("must be answered"), default=False)
    seen_by = models.PositiveSmallIntegerField(_("who sees the answers"), choices=SeenBy, default=SeenBy.READERS)
    is_filter = models.BooleanField(_("members can be filtered by it"), default=False)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DirectoryFieldQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "community", Lower("label"), condition=models.Q(retired_at=None), name="directory_field_label_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["line", "text", "number", "choice", "choices", "flag", "link"]),
                name="directory_field_kind",
            ),
            models.CheckConstraint(condition=models.Q(seen_by__in=[0, 1, 2]), name="directory_field_seen_by"),
            models.CheckConstraint(
                condition=models.Q(is_filter=False) | models.Q(kind__in=["choice", "choices", "flag", "number"]),
                name="directory_field_filter",
            ),
            models.CheckConstraint(
                condition=models.Q(unit="") | models.Q(kind="number"), name="directory_field_unit_of_number"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language."""
        return self.label_ko if self.label_ko and (get_language() or "").startswith("ko") else self.label

    @property
    def name(self) -> str:
        """What it is called in forms and addresses."""
        return f"f{self.pk}"

    @property
    def is_live(self) -> bool:
        return self.retired_at is None

    @property
    def has_options(self) -> bool:
        return self.kind in {self.Kind.CHOICE, self.Kind.CHOICES}

    def option_labels(self, with_gone: bool = False) -> dict[str, str]:
        """Key → label in the reader's language, in the steward's order; with those that are not offered any more."""
        korean = (get_language() or "").startswith("ko")
        offered = [one for one in self.options if with_gone or not one.get("is_gone")]
        return {one["key"]: (one.get("ko") if korean else "") or one["label"] for one in offered}

    @classmethod
    def add(cls, community: Community, by: Actor, options: Iterable[tuple[str, str]] = (), **fields: Any) -> Any:
        """A new field behind the others; the same label sent twice is one field."""
        with locked(community):
            require(can_define_directory(by, community), _("Only a steward may change what members are asked."))
            live = community.directory_fields.live()
            if (twin := live.filter(label__iexact=fields["label"], kind=fields["kind"]).first()) is not None:
                return twin
            if live.count() >= MOST_FIELDS:
                raise Refused(_("A directory has at most %(n)s fields. Retire one first.") % {"n": MOST_FIELDS})
            last = community.directory_fields.aggregate(last=models.Max("position"))["last"] or 0
            field = cls(community=community, position=last + 1, **fields)
            field.take_options(options)
            field.save()
            DirectoryState.touch(community.pk, rules=True)
            record("directory.field_added", field, by=by)
        return field

    def change(self, by: Actor, options: Iterable[tuple[str, str]] = (), **changes: Any) -> None:
        """Rename it, show it to others, give it other answers. Its kind stays: answers would lose their meaning."""
        with locked(self):
            require(can_define_directory(by, self.community), _("Only a steward may change what members are asked."))
            for name, value in changes.items():
                setattr(self, name, value)
            self.take_options(options)
            self.save(update_fields=[*changes, "options", "next_option"])
            DirectoryState.touch(self.community_id, rules=True)
            record("directory.field_changed", self, by=by)

    def take_options(self, options: Iterable[tuple[str, str]]) -> None:
        """Answers known by their label keep their key, and so what members chose; what is left out is not offered any
        more, and still named where it was chosen. Keys are never given again."""
        known = {one["label"].casefold(): one["key"] for one in self.options}
        taken: list[dict[str, Any]] = []
        for label, korean in list(options)[:MOST_OPTIONS] if self.has_options else ():
            key = known.get(label.casefold())
            if key is None:
                key, self.next_option = f"o{self.next_option}", self.next_option + 1
            taken.append({"key": key, "label": label, "ko": korean})
        kept = {one["key"] for one in taken}
        self.options = taken + [{**one, "is_gone": True} for one in self.options if one["key"] not in kept]

    def retire(self, by: Actor) -> None:
        """Not asked and not shown any more; the answers stay and come back with it."""
        self.mark_retired(by, timezone.now())

    def revive(self, by: Actor) -> None:
        """Raises Refused when another field has its label by now."""
        twins = self.community.directory_fields.live().filter(label__iexact=self.label)
        if twins.exclude(pk=self.pk).exists():
            raise Refused(_("Another field is called that by now. Rename it first."))
        self.mark_retired(by, None)

    def mark_retired(self, by: Actor, moment: Any) -> None:
        with locked(self):
            require(can_define_directory(by, self.community), _("Only a steward may change what members are asked."))
            self.retired_at = moment
            self.save(update_fields=["retired_at"])
            DirectoryState.touch(self.community_id, rules=True)
            record("directory.field_retired" if moment else "directory.field_revived", self, by=by)

    def move(self, by: Actor, up: bool) -> None:
        """One place up or down among those in use; at the end it stays where it is."""
        with locked(self.community):
            require(can_define_directory(by, self.community), _("Only a steward may change what members are asked."))
            rows = list(self.community.directory_fields.live())
            at = next((place for place, one in enumerate(rows) if one.pk == self.pk), None)
            to = None if at is None else at + (-1 if up else 1)
            if at is None or to is None or not 0 <= to < len(rows):
                return
            rows[at], rows[to] = rows[to], rows[at]
            for place, one in enumerate(rows, 1):
                one.position = place
            DirectoryField.objects.bulk_update(rows, ["position"])
            record("directory.field_changed", self, by=by)


class DirectoryState(models.Model):
    """Marks that change when something of a community's directory does, so that what is kept of it is known to be old.

    `rules` changes with the fields (what is kept by other rules must not be used at all), `state` with everything.
    """

    community = models.OneToOneField(Community, models.CASCADE, related_name="directory_state")
    rules = models.CharField(max_length=12)
    state = models.CharField(max_length=12)

    def __str__(self) -> str:
        return f"{self.community_id}: {self.rules} {self.state}"

    @classmethod
    def touch(cls, community_id: int, rules: bool = False) -> None:
        mark = secrets.token_hex(6)
        changes = {"state": mark, **({"rules": mark} if rules else {})}
        cls.objects.update_or_create(
            community_id=community_id, defaults=changes, create_defaults={"rules": mark, "state": mark}
        )

    @classmethod
    def touch_many(cls, community_ids: Iterable[int]) -> None:
        ids = list(dict.fromkeys(community_ids))
        mark = secrets.token_hex(6)
        rows = [DirectoryState(community_id=one, rules=mark, state=mark) for one in ids]
        DirectoryState.objects.bulk_create(rows, ignore_conflicts=True)
        cls.objects.filter(community_id__in=ids).update(state=mark)


class DirectoryEntryQuerySet(models.QuerySet["DirectoryEntry"]):
    def visible_to(self, actor: Actor) -> "DirectoryEntryQuerySet":
        """Entries of active members on the market, in communities the actor may read."""
        active = CommunityMember.State.ACTIVE
        rows = self.filter(member__state=active, member__company__is_active=True)
        return rows.filter(member__community__in=Community.objects.readable_by(actor))

    def filled(self) -> "DirectoryEntryQuerySet":
        return self.exclude(filled_at=None)


class DirectoryEntry(models.Model):
    """What a member has answered: `values` by the names of fields, each cleaned by its field (values.py).

    It belongs to the membership, and goes with it. `version` grows with each change.
    """

    member = models.OneToOneField(CommunityMember, models.CASCADE, related_name="entry")
    values = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    filled_at = models.DateTimeField(null=True)  # None while nothing is answered
    filled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_steward = models.BooleanField(default=False)  # the last change was made by a steward for the company

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version=0, filled_at=None) | models.Q(version__gt=0), name="directory_entry_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.version}"

    @classmethod
    def fill(cls, member: CommunityMember, by: Actor, values: dict[str, Any], seen: int) -> "DirectoryEntry":
        """Keep the answers to the fields in use; those of retired ones stay.

        `seen` is the version the writer had before them: raises WrongState when there is a newer one. Raises
        ValidationError when a value does not fit its field, or a field that must be answered is not.
        """
        with locked(member, CommunityMember.State.ACTIVE):
            require(can_fill_entry(by, member), _("Only the company itself and the steward fill in its entry."))
            entry, _is_new = cls.objects.get_or_create(member=member)
            if entry.version != seen:
                raise WrongState(
                    _("Somebody changed this entry meanwhile. Look at what stands there now, then save again.")
                )
            entry.take(member.community.directory_fields.live(), values)
            entry.by_steward = not by.acts_for(member.company_id)
            entry.filled_by, entry.version = by.user, entry.version + 1
            entry.save()
            DirectoryState.touch(member.community_id)
            kind = "directory.filled_for" if entry.by_steward else "directory.filled"
            record(kind, member, by=by, company=member.company_id)
        return entry

    def take(self, fields: Iterable[DirectoryField], values: dict[str, Any]) -> None:
        wrong: dict[str, Any] = {}
        for field in fields:
            try:
                value = cleaned(field, values.get(field.name))
            except ValidationError as problem:
                wrong[field.name] = problem.messages
                continue
            if value is None and field.is_required:
                wrong[field.name] = [_("Please answer this.")]
            elif value is None:
                self.values.pop(field.name, None)
            else:
                self.values[field.name] = value
        if wrong:
            raise ValidationError(wrong)
        self.filled_at = timezone.now() if self.values else None

    @transaction.atomic
    def empty(self, by: Actor) -> None:
        """Take every answer back, also those to retired fields."""
        with locked(self):
            require(can_fill_entry(by, self.member), _("Only the company itself and the steward fill in its entry."))
            self.values, self.filled_at, self.version = {}, None, self.version + 1
            self.by_steward, self.filled_by = not by.acts_for(self.member.company_id), by.user
            self.save()
            DirectoryState.touch(self.member.community_id)
            record("directory.emptied", self.member, by=by, company=self.member.company_id)
