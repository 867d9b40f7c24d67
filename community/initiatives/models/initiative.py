"""An initiative: what a company proposes to do together, who leads it, and how far it has come."""

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from community.discussion.models import Thread
from community.initiatives import permissions as rules
from community.initiatives.models import initiative_rows as kept
from community.initiatives.models.initiative_rows import LIVE, OPEN, InitiativeQuerySet
from community.models.community import Community
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked

MAX_BODY = 20_000  # characters


class Initiative(models.Model):
    """Proposed by its lead; gathering once a second company is in; agreed when at least `least` are in and all of them
    have consented to the newest text of the agreement. These three follow from who is in (`settle`); the others are
    said by somebody. `least` and `most` count the lead too. `moved_at` is when something last happened.
    """

    Kind, State, Audience = kept.Kind, kept.State, kept.Audience

    ref = models.CharField(max_length=16, unique=True, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="initiatives")
    lead = models.ForeignKey(Company, models.CASCADE, related_name="initiatives_led")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    thread = models.ForeignKey(Thread, models.SET_NULL, null=True, blank=True, related_name="initiatives")
    title = models.CharField(_("title"), max_length=140)
    kind = models.CharField(_("kind"), max_length=10, choices=kept.Kind)
    body = models.TextField(_("what and why"), max_length=MAX_BODY)
    sought = models.TextField(_("what partners should bring"), max_length=2000, blank=True)
    least = models.PositiveSmallIntegerField(_("at least"), default=2)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    seeking_until = models.DateField(_("partners wanted until"), null=True, blank=True)
    ends_on = models.DateField(_("planned end"), null=True, blank=True)
    costs = models.TextField(_("how costs are shared"), max_length=2000, blank=True)
    budget = AmountField(null=True, blank=True)
    currency = CurrencyField(blank=True)
    audience = models.CharField(_("who reads it"), max_length=10, choices=kept.Audience, default="community")
    joins_at_once = models.BooleanField(_("members join without being asked"), default=False)
    state = models.CharField(max_length=10, choices=kept.State, default=kept.State.PROPOSED)
    is_pinned = models.BooleanField(default=False)
    partner_count = models.PositiveSmallIntegerField(default=1)
    end_reason = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome_asked_at = models.DateTimeField(null=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        indexes = [
            models.Index(fields=["community", "-is_pinned", "-moved_at", "-id"], name="initiative_newest"),
            models.Index(fields=["community", "state"], name="initiative_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(least__gte=2), name="initiative_takes_two"),
            models.CheckConstraint(
                condition=models.Q(most=None) | models.Q(most__gte=models.F("least")), name="initiative_most_not_below"
            ),
            models.CheckConstraint(
                condition=models.Q(most=None) | models.Q(partner_count__lte=models.F("most")),
                name="initiative_not_overfull",
            ),
            models.CheckConstraint(
                condition=models.Q(budget=None, currency="") | (models.Q(budget__gt=0) & ~models.Q(currency="")),
                name="initiative_budget_has_currency",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["under_way", "done"]) | models.Q(started_at__isnull=False),
                name="initiative_started_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:initiative", args=[self.community.slug, self.ref])

    # what it is

    @property
    def budget_money(self) -> Money | None:
        return Money(self.budget, self.currency) if self.budget is not None else None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.partner_count >= self.most

    @property
    def is_looking(self) -> bool:
        in_time = self.seeking_until is None or self.seeking_until >= timezone.localdate()
        return self.is_open and in_time and not self.is_full

    @property
    def missing(self) -> int:
        """How many partners it needs before it can be agreed."""
        return max(0, self.least - self.partner_count)

    @property
    def is_overdue(self) -> bool:
        return self.state == self.State.UNDER_WAY and bool(self.ends_on and self.ends_on < timezone.localdate())

    def has_partner(self, company_id: int | None) -> bool:
        """Whether the company is in; the lead always is."""
        return company_id is not None and self.partners.inside().filter(company_id=company_id).exists()

    # what is done with it

    @classmethod
    def propose(cls, community: Community, by: Actor, thread: Thread | None = None, **fields: Any) -> "Initiative":
        """A new one, led by the acting company, which is its first partner; the same form sent twice is one.

        `thread` is the conversation it came out of; its comments go on there.
        """
        with locked(community):
            require(rules.can_propose_initiative(by, community), _("Only members propose initiatives."))
            since = timezone.now() - SAME_CLICK
            twins = cls.objects.filter(
                community=community, lead=by.company, user=by.user, title=fields["title"], created_at__gt=since
            )
            if (twin := twins.filter(body=fields["body"]).first()) is not None:
                return twin
            initiative = cls.objects.create(
                ref=new_ref("IN"), community=community, lead=by.company, user=by.user, thread=thread, **fields
            )
            initiative.partners.create(company=by.company, role="partner", user=by.user, since=timezone.now())
            record("initiative.proposed", initiative, by=by)
        return initiative

    def change(self, by: Actor, **fields: Any) -> None:
        """What is proposed, until it has started. Raises Refused when more are in than would be allowed."""
        with locked(self, *OPEN):
            require(rules.can_lead_initiative(by, self), _("Only the company that leads it may change it."))
            most = fields.get("most", self.most)
            if most is not None and self.partner_count > most:
                raise Refused(_("%(n)s companies are in already.") % {"n": self.partner_count})
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(update_fields=list(fields))
            record("initiative.changed", self, by=by)
            self.settle(by)

    def settle(self, by: Actor | None = None) -> None:
        """Counts who is in, and lets the state follow; the caller holds the lock of this row."""
        was, now = self.state, timezone.now()
        self.partner_count, self.moved_at = self.partners.inside().count(), now
        if self.is_open:
            self.state = self.state_due()
        if self.state == self.State.AGREED and was != self.State.AGREED:
            self.agreed_at = now
            record("initiative.agreed", self, by=by)
        self.save(update_fields=["partner_count", "moved_at", "state", "agreed_at"])

    def state_due(self) -> str:
        if self.partner_count >= self.least and not self.to_consent().exists() and self.agreements.exists():
            return self.State.AGREED
        return self.State.GATHERING if self.partner_count > 1 else self.State.PROPOSED

    def to_consent(self) -> Any:
        """Partners that have not consented to the newest text."""
        newest = self.agreements.order_by("-number").values("pk")[:1]
        given = models.Q(consents__agreement__in=newest, consents__withdrawn_at=None)
        return self.partners.inside().exclude(pk__in=self.partners.filter(given).values("pk"))

    def start(self, by: Actor) -> None:
        """Agreed → under way; from now on nobody comes in any more."""
        with locked(self, self.State.AGREED):
            require(rules.can_lead_initiative(by, self), _("Only the company that leads it may start it."))
            self.state, self.started_at = self.State.UNDER_WAY, timezone.now()
            self.moved_at = self.started_at
            self.save(update_fields=["state", "started_at", "moved_at"])
            self.partners.pending().update(role="declined", moved_at=timezone.now())
            record("initiative.started", self, by=by)

    def give_up(self, by: Actor, reason: str) -> None:
        """Anything live → given up, with a reason that all partners read; by the lead or a moderator."""
        with locked(self, *LIVE):
            require(rules.can_close_initiative(by, self), _("Only its lead, a moderator or the steward may close it."))
            self.end(by, reason)

    def end(self, by: Actor | None, reason: str) -> None:
        """Given up, in the transaction of a caller that holds the lock and has asked for permission."""
        self.state, self.end_reason, self.ended_at = self.State.GIVEN_UP, reason, timezone.now()
        self.moved_at = self.ended_at
        self.save(update_fields=["state", "end_reason", "ended_at", "moved_at"])
        record("initiative.given_up", self, by=by)

    def reopen(self, by: Actor) -> None:
        """Given up → what it was by who is in: under way when it had started."""
        with locked(self, self.State.GIVEN_UP):
            require(rules.can_close_initiative(by, self), _("Only its lead, a moderator or the steward may reopen it."))
            if not self.partners.inside().filter(company=self.lead_id).exists():
                raise Refused(_("The company that led it has left. Propose it anew."))
            self.state = self.State.UNDER_WAY if self.started_at else self.State.PROPOSED
            self.end_reason, self.ended_at = "", None
            self.save(update_fields=["state", "end_reason", "ended_at"])
            record("initiative.reopened", self, by=by)
            self.settle(by)

    def hand_over(self, by: Actor, company: Company) -> None:
        """Another partner leads from now on."""
        with locked(self, *LIVE):
            require(rules.can_settle_lead(by, self), _("Only the company that leads it hands it over."))
            if not self.has_partner(company.pk) or not self.community.role_of(company.pk):
                raise Refused(_("Only a partner that is a member of the community can lead it."))
            self.give_lead(company, by)

    def give_lead(self, company: Company, by: Actor | None = None) -> None:
        self.lead, self.moved_at = company, timezone.now()
        self.save(update_fields=["lead", "moved_at"])
        record("initiative.handed_over", self, by=by, company=company.pk)

    def pin(self, by: Actor, is_pinned: bool) -> None:
        with locked(self):
            require(rules.can_pin_initiative(by, self), _("Only a steward or a moderator may do this."))
            self.is_pinned = is_pinned
            self.save(update_fields=["is_pinned"])
            record("initiative.pinned", self, by=by, is_pinned=is_pinned)

    def discuss(self, by: Actor, body: str) -> Thread:
        """Say something about it in its thread; the first word makes the thread. All who read the community read it.

        Raises Refused for one that keeps to itself: its thread would be read by everybody.
        """
        with transaction.atomic():
            locked_row = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            if locked_row.audience == self.Audience.PARTNERS and locked_row.started_at:
                raise Refused(_("This initiative is for its partners now; a thread would be read by all members."))
            if locked_row.thread is not None:
                locked_row.thread.reply(body, by)
            else:
                title = gettext("Initiative: %(title)s") % {"title": locked_row.title}
                locked_row.thread = Thread.start(locked_row.community, by, title[:160], body)
                locked_row.save(update_fields=["thread"])
            self.thread = locked_row.thread
        return self.thread
