"""Mandates: an intermediary acts for a company within what the company has let it, and no longer than it wants."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from companies.mandates.permissions import (
    can_answer_mandate,
    can_propose_mandate,
    can_return_mandate,
    can_revoke_mandate,
    can_withdraw_mandate,
    is_own_person,
)
from companies.mandates.scope import ACTS, LONGEST, digest_of, months_after, texts_of
from companies.models.company import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked

PREFIX = "mandate:"  # of what a session keeps for somebody who acts under one; no company's slug has a colon


def mandate_ref() -> str:
    return new_ref("MA")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, actor: Actor) -> "MandateQuerySet":
        """Those of the acting company, on either side, for its own people."""
        if actor.company is None or not (is_own_person(actor) or actor.through):
            return self.none()
        return self.filter(models.Q(principal=actor.company_id) | models.Q(agent=actor.company_id))

    def in_force(self, today: date | None = None) -> "MandateQuerySet":
        """Those under which may be acted now: given, within their days, both companies on the market."""
        today = today or timezone.localdate()
        rows = self.filter(state=Mandate.State.GIVEN, starts_on__lte=today, ends_on__gte=today)
        return rows.filter(principal__is_active=True, agent__is_active=True)

    def open(self) -> "MandateQuerySet":
        return self.filter(state__in=[Mandate.State.PROPOSED, Mandate.State.GIVEN])

    def waiting_for(self, actor: Actor) -> "MandateQuerySet":
        """Proposals that the acting company has to answer."""
        mine = models.Q(principal=actor.company_id, is_agents_proposal=True)
        mine |= models.Q(agent=actor.company_id, is_agents_proposal=False)
        return self.visible_to(actor).filter(mine, state=Mandate.State.PROPOSED)

    def with_these(self, actor: Actor, companies: Iterable[Company]) -> "dict[int, Mandate]":
        """What is proposed or in force between the acting company and these, by the other's id; a proposal first."""
        others = [company.pk for company in companies]
        both = models.Q(principal__in=others) | models.Q(agent__in=others)
        rows = self.visible_to(actor).open().filter(both).order_by("state")  # given, then proposed
        return {row.agent_id if actor.acts_for(row.principal_id) else row.principal_id: row for row in rows}

    def matching(self, q: str = "", state: str = "", side: str = "", actor: Actor | None = None) -> "MandateQuerySet":
        rows = self.filter(state=state) if state else self
        if side and actor:
            rows = rows.filter(**{"principal" if side == "given" else "agent": actor.company_id})
        named = models.Q(principal__name__icontains=q) | models.Q(agent__name__icontains=q) | models.Q(ref__iexact=q)
        return rows.filter(named) if q else rows

    def for_list(self) -> "MandateQuerySet":
        """With the companies; what waits first, then what holds, then what is over."""
        weight = models.Case(
            models.When(state=Mandate.State.PROPOSED, then=0), models.When(state=Mandate.State.GIVEN, then=1), default=2
        )
        return self.select_related("principal", "agent").order_by(weight, "-created_at", "-pk")


class Mandate(models.Model):
    """`agent` acts for `principal` within the acts that are true here; amounts are limits of one act, in `currency`.

    The words that were agreed are kept as they were (`texts`, by language) with their SHA-256; another scope is another
    mandate.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("mandate", "Proposed")
        GIVEN = "given", pgettext_lazy("mandate", "In force")
        ENDED = "ended", pgettext_lazy("mandate", "Ended")

    class End(models.TextChoices):
        REVOKED = "revoked", pgettext_lazy("mandate", "Revoked")
        RETURNED = "returned", pgettext_lazy("mandate", "Given back")
        EXPIRED = "expired", pgettext_lazy("mandate", "Expired")
        DECLINED = "declined", pgettext_lazy("mandate", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("mandate", "Proposal withdrawn")
        REPLACED = "replaced", pgettext_lazy("mandate", "Replaced by a newer one")
        MERGED = "merged", pgettext_lazy("mandate", "Company taken into another")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=mandate_ref)
    principal = models.ForeignKey(Company, models.CASCADE, related_name="mandates_given")
    agent = models.ForeignKey(Company, models.CASCADE, related_name="mandates_held")
    edits_catalogue = models.BooleanField(default=False)
    sells = models.BooleanField(default=False)
    buys = models.BooleanField(default=False)
    talks = models.BooleanField(default=False)
    joins = models.BooleanField(default=False)
    sell_limit = AmountField(verbose_name=_("largest quotation"), null=True, blank=True)
    buy_limit = AmountField(verbose_name=_("largest purchase"), null=True, blank=True)
    currency = CurrencyField(verbose_name=_("currency"), default="EUR")
    names_people = models.BooleanField(default=False)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    is_agents_proposal = models.BooleanField()
    words = models.TextField(_("a word to the other side"), max_length=1000, blank=True)
    texts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    end = models.CharField(max_length=9, choices=End, blank=True)
    end_words = models.CharField(max_length=500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    warned = models.PositiveSmallIntegerField(null=True)  # days before the end of which was told last
    digested_at = models.DateTimeField(null=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(
                fields=["principal", "agent"], condition=models.Q(state="given"), name="mandate_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["principal", "agent"], condition=models.Q(state="proposed"), name="mandate_one_proposed"
            ),
            models.CheckConstraint(condition=~models.Q(principal=models.F("agent")), name="mandate_for_another"),
            models.CheckConstraint(
                condition=models.Q(edits_catalogue=True)
                | models.Q(sells=True)
                | models.Q(buys=True)
                | models.Q(talks=True)
                | models.Q(joins=True),
                name="mandate_covers_something",
            ),
            models.CheckConstraint(
                condition=models.Q(sells=False, sell_limit=None)
                | models.Q(sells=True, sell_limit__isnull=False, sell_limit__gt=0),
                name="mandate_sell_limit",
            ),
            models.CheckConstraint(
                condition=models.Q(buys=False, buy_limit=None)
                | models.Q(buys=True, buy_limit__isnull=False, buy_limit__gt=0),
                name="mandate_buy_limit",
            ),
            models.CheckConstraint(
                condition=models.Q(months__gte=1, months__lte=LONGEST, ends_on__gt=models.F("starts_on")),
                name="mandate_period",
            ),
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_at__isnull=False) & ~models.Q(end="")
                | ~models.Q(state="ended") & models.Q(end="", ended_at=None),
                name="mandate_end_is_told",
            ),
            models.CheckConstraint(condition=~models.Q(digest=""), name="mandate_has_digest"),
        ]
        indexes = [models.Index(fields=["agent", "state"], name="mandate_agent_state")]

    def __str__(self) -> str:
        return f"{self.principal} → {self.agent}"

    def get_absolute_url(self) -> str:
        return reverse("companies:mandate", args=[self.ref])

    # -- what it says -----------------------------------------------------------------------------------------------

    @property
    def acting_key(self) -> str:
        return f"{PREFIX}{self.ref}"

    @property
    def text(self) -> str:
        """In the reader's language where it is kept in that, else in English."""
        return str(self.texts.get((get_language() or "en")[:2]) or self.texts.get("en", ""))

    @property
    def acts(self) -> list[Any]:
        return [act for act in ACTS if getattr(self, act.field)]

    @property
    def powers(self) -> frozenset[str]:
        return frozenset().union(*(act.powers for act in self.acts))

    def limit_of(self, power: str) -> Money | None:
        """The most that one act may bind the principal to; None for a power without amounts, or not lent."""
        amount = {"sell": self.sell_limit, "buy": self.buy_limit}.get(power)
        return None if amount is None else Money(amount, self.currency)

    @property
    def is_proposed(self) -> bool:
        return self.state == self.State.PROPOSED

    @property
    def is_given(self) -> bool:
        return self.state == self.State.GIVEN

    @property
    def days_left(self) -> int:
        return (self.ends_on - timezone.localdate()).days

    @property
    def asked_id(self) -> int:
        """The company whose answer a proposal waits for."""
        return self.principal_id if self.is_agents_proposal else self.agent_id

    def other_than(self, actor: Actor) -> Company:
        return self.agent if actor.acts_for(self.principal_id) else self.principal

    def admits(self, user_id: int) -> bool:
        """Whether it lets this person of the agent act."""
        return not self.names_people or self.people.filter(pk=user_id).exists()

    def pill_for(self, actor: Actor) -> dict[str, Any]:
        if self.is_proposed:
            is_asked = actor.acts_for(self.asked_id)
            return {"tone": "yours" if is_asked else "theirs", "label": self.get_state_display()}
        if self.is_given:
            early = self.starts_on > timezone.localdate()
            return {"tone": "quiet" if early else "agreed", "label": _("Begins later") if early else _("In force")}
        return {"tone": "quiet", "label": self.get_end_display()}

    # -- verbs ------------------------------------------------------------------------------------------------------

    @classmethod
    def propose(
        cls,
        by: Actor,
        principal: Company,
        agent: Company,
        months: int,
        starts_on: date | None = None,
        people: Iterable[Any] = (),
        **scope: Any,
    ) -> "Mandate":
        """Propose it to the other side; the same form sent twice gives the first one again.

        Raises PermissionDenied for whoever decides on neither company's people, Refused for an agent that is no
        intermediary, a period that begins in the past or is too long, and while another proposal between the two waits.
        """
        require(
            can_propose_mandate(by, principal.pk, agent.pk),
            _("Only an owner or a manager of either side proposes this."),
        )
        begin, named = starts_on or timezone.localdate(), sorted(people, key=lambda person: person.pk)
        check_pair(principal, agent)
        check_period(begin, months)
        mandate = cls(
            principal=principal,
            agent=agent,
            months=months,
            starts_on=begin,
            ends_on=months_after(begin, months),
            is_agents_proposal=by.acts_for(agent.pk),
            proposed_by=by.user,
            **scope,
        )
        mandate.put_into_words(named)
        with transaction.atomic():
            lock_companies(principal.pk, agent.pk)
            waiting = cls.objects.filter(principal=principal, agent=agent, state=cls.State.PROPOSED).first()
            if waiting is not None:
                return waiting.or_refused(mandate)
            mandate.save()
            mandate.people.set(named)
            record("mandate.proposed", mandate, by=by, principal=principal.pk, agent=agent.pk)
        return mandate

    def put_into_words(self, people: list[Any]) -> None:
        """What both sides read and agree to; where people are named, they alone act under it."""
        if not self.acts:
            raise Refused(_("Choose at least one thing that may be done."))
        self.names_people = bool(people)
        self.texts = texts_of(self, [str(person) for person in people])
        self.digest = digest_of(self.ref, self.texts)

    def or_refused(self, wanted: "Mandate") -> "Mandate":
        fields = (*(act.field for act in ACTS), "sell_limit", "buy_limit", "starts_on", "months", "is_agents_proposal")
        is_same = all(getattr(self, name) == getattr(wanted, name) for name in fields)
        if is_same and self.created_at > timezone.now() - SAME_CLICK:
            return self
        raise Refused(
            _("A proposal between these two companies waits for an answer already. Answer or withdraw it first.")
        )

    def accept(self, by: Actor) -> None:
        """Proposed → given, by the side that was asked; one in force between the two ends with that.

        An agent's proposal is given by the principal. The principal's own is given with its first word; the agent takes
        it on, and the principal may revoke it the next moment.
        """
        with transaction.atomic():
            lock_companies(self.principal_id, self.agent_id)
            with locked(self, self.State.PROPOSED):
                require(
                    can_answer_mandate(by, self), _("Only an owner or a manager of the side that was asked decides.")
                )
                check_pair(self.principal, self.agent)
                if self.ends_on < timezone.localdate():
                    raise Refused(_("The time of this proposal is over. Propose it anew."))
                before = Mandate.objects.filter(
                    principal=self.principal_id, agent=self.agent_id, state=self.State.GIVEN
                ).first()
                if before is not None:
                    before.finish(self.End.REPLACED, by)
                self.state, self.given_at, self.answered_by = self.State.GIVEN, timezone.now(), by.user
                self.digested_at = self.given_at
                self.save(update_fields=["state", "given_at", "answered_by", "digested_at"])
                record("mandate.given", self, by=by, **self.told())

    def decline(self, by: Actor, words: str = "") -> None:
        with locked(self, self.State.PROPOSED):
            require(can_answer_mandate(by, self), _("Only an owner or a manager of the side that was asked decides."))
            self.answered_by = by.user
            self.finish(self.End.DECLINED, by, words)

    def withdraw(self, by: Actor) -> None:
        with locked(self, self.State.PROPOSED):
            require(can_withdraw_mandate(by, self), _("Only the side that proposed it takes the proposal back."))
            self.finish(self.End.WITHDRAWN, by)

    def revoke(self, by: Actor, words: str = "") -> None:
        """Given → ended, at once: acts that are not stored yet are not stored any more, and open sockets close."""
        with locked(self, self.State.GIVEN):
            require(can_revoke_mandate(by, self), _("Only an owner or a manager of the company revokes its mandate."))
            self.finish(self.End.REVOKED, by, words)

    def give_back(self, by: Actor, words: str = "") -> None:
        """Given → ended, by the agent."""
        with locked(self, self.State.GIVEN):
            require(can_return_mandate(by, self), _("Only an owner or a manager of the intermediary gives it back."))
            self.finish(self.End.RETURNED, by, words)

    def expire(self) -> None:
        """By the clock, after the last day; bears repetition."""
        with locked(self, self.State.GIVEN, self.State.PROPOSED):
            if self.ends_on < timezone.localdate():
                self.finish(self.End.EXPIRED, None)

    def finish(self, how: str, by: Actor | None, words: str = "") -> None:
        """Under the lock: the end, told to both sides and to every socket that was opened under it."""
        was_given = self.is_given
        self.state, self.end, self.end_words, self.ended_at = self.State.ENDED, how, words[:500], timezone.now()
        self.save(update_fields=["state", "end", "end_words", "ended_at", "answered_by"])
        record(f"mandate.{how}", self, by=by, **self.told())
        if was_given:
            self.close_sockets()

    def told(self) -> dict[str, Any]:
        return {"principal": self.principal_id, "agent": self.agent_id}

    def close_sockets(self) -> None:
        for user_id in self.agent.memberships.values_list("user_id", flat=True):
            push(f"user.{user_id}", "access.changed")


def lock_companies(*keys: int) -> None:
    """In the order of their keys, as everywhere: of two proposals or answers between the same two the first wins."""
    list(Company.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


def check_pair(principal: Company, agent: Company) -> None:
    if principal.pk == agent.pk:
        raise Refused(_("A company needs no mandate to act for itself."))
    if not agent.runs_communities:
        raise Refused(_("Only an intermediary, such as an association, acts for others."))
    if principal.runs_communities:
        raise Refused(_("An intermediary gives no mandate: it acts for others itself."))
    if not principal.is_active or not agent.is_active:
        raise Refused(_("One of the two companies is not on the market now."))


def check_period(begin: date, months: int) -> None:
    today = timezone.localdate()
    if not 1 <= months <= LONGEST:
        raise Refused(_("A mandate holds from one to %(most)s months.") % {"most": LONGEST})
    if begin < today:
        raise Refused(_("A mandate begins today or later."))
    if begin > months_after(today, 6):
        raise Refused(_("A mandate begins within six months."))
