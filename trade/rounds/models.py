"""Joint purchase: opened by a steward, pledged to by members, closed once."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Community
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.uploads import forget_file
from portal.core.values import require_within
from trade.rounds.closing import RoundClosing
from trade.rounds.ledger import Kind, drop_outsiders, put
from trade.rounds.limits import Pairs, check_pledge, deadline_problem, gaps, pledge_problems, tier_gaps
from trade.rounds.parts import Pledge, PledgeChange, RoundDocument, RoundTier, Split, SplitQuerySet, check_papers
from trade.rounds.permissions import can_ask_release, can_open_round, can_pledge, can_run_round
from trade.rounds.prices import tier_for
from trade.rounds.rows import RoundQuerySet

__all__ = ["Pledge", "PledgeChange", "PurchaseRound", "RoundDocument", "RoundTier", "Split", "SplitQuerySet"]

TERMS = ("address", "country", "note", "may_be_named")
OVERTAKEN = _("A colleague has changed your company’s pledge since you opened the page. Look at it and decide again.")


class PurchaseRound(RoundClosing):
    """A joint purchase of a community, run by `company`; see docs/joint-purchase.md.

    Draft → open ↔ reached → succeeded, failed, or cancelled. Whoever changes a pledge holds this row's lock, so that
    the limits, the total and the end are decided one after the other.
    """

    objects = RoundQuerySet.as_manager()

    if TYPE_CHECKING:
        tiers: Any

    # -- opening ------------------------------------------------------------------------------------------------

    @classmethod
    def draft(
        cls, by: Actor, community: Community, tiers: Pairs, form_token: uuid.UUID | None = None, **fields: Any
    ) -> "PurchaseRound":
        """A new draft of the acting steward; the same form sent twice gives the first one again."""
        require(can_open_round(by, community), _("Only a steward may open a joint purchase."))
        with transaction.atomic():
            found, is_new = cls.objects.get_or_create(
                company=by.company,
                form_token=form_token or uuid.uuid4(),
                defaults={"ref": new_ref("J"), "community": community, "user": by.user, **fields},
            )
            if is_new:
                found.write_tiers(tiers)
                record("round.drafted", found, by=by)
        return found

    def revise(self, by: Actor, tiers: Pairs | None = None, **changes: Any) -> None:
        with locked(self, self.State.DRAFT):
            require(can_run_round(by, self), _("Only a steward may change a joint purchase."))
            for field, value in changes.items():
                setattr(self, field, value)
            self.save(update_fields=[*changes, "updated_at"])
            if tiers is not None:
                self.write_tiers(tiers)

    def write_tiers(self, tiers: Pairs) -> None:
        """Raises Refused for prices that do not fall. To be called under the lock."""
        if problem := next(tier_gaps(tiers), ""):
            raise Refused(problem)
        self.tiers.all().delete()
        RoundTier.objects.bulk_create(RoundTier(round=self, quantity=one, amount=two) for one, two in tiers)
        self._prefetched_objects_cache: dict[str, Any] = {}

    def attach(self, by: Actor, papers: Sequence[tuple[str, Any]]) -> None:
        with locked(self, self.State.DRAFT):
            require(can_run_round(by, self), _("Only a steward may change a joint purchase."))
            check_papers(self.documents.count() + len(papers))
            for title, file in papers:
                self.documents.create(ref=new_ref("D"), title=title[:160], file=file, size=file.size)

    def detach(self, by: Actor, ref: str) -> None:
        """One that is gone already is no mistake."""
        with locked(self, self.State.DRAFT):
            require(can_run_round(by, self), _("Only a steward may change a joint purchase."))
            for paper in self.documents.filter(ref=ref):
                forget_file(paper.file)
                paper.delete()

    def gaps(self) -> list[str]:
        return list(gaps(self))

    def publish(self, by: Actor) -> None:
        """Draft → open. Raises Refused with the first thing that is missing."""
        with locked(self, self.State.DRAFT):
            require(can_open_round(by, self.community), _("Only a steward may open a joint purchase."))
            self._prefetched_objects_cache = {}
            if gap := next(gaps(self), ""):
                raise Refused(gap)
            self.state, self.opened_at = self.State.OPEN, timezone.now()
            self.save(update_fields=["state", "opened_at", "updated_at"])
            record("round.opened", self, by=by)

    def discard(self, by: Actor) -> None:
        """A draft goes for good; no member has seen it."""
        with locked(self, self.State.DRAFT):
            require(can_run_round(by, self), _("Only a steward may delete a joint purchase."))
            for paper in self.documents.all():
                forget_file(paper.file)
            record("round.discarded", self, by=by)
            self.delete()

    def extend(self, by: Actor, deadline: datetime, reason: str = "") -> None:
        """A later deadline, as often as needed; everybody who pledged is told, and what is binding follows it."""
        with locked(self, *self.TAKING):
            require(can_run_round(by, self), _("Only a steward may move the deadline."))
            if self.deadline and deadline <= self.deadline:
                raise Refused(_("That is no later than now agreed."))
            if problem := deadline_problem(deadline):
                raise Refused(problem)
            before = self.deadline.isoformat() if self.deadline else ""
            entry = {"before": before, "after": deadline.isoformat(), "reason": reason[:500]}
            self.extensions = [*self.extensions, {**entry, "at": timezone.now().isoformat()}]
            self.deadline = deadline
            self.save(update_fields=["deadline", "extensions", "updated_at"])
            record("round.extended", self, by=by, reason=reason[:500])
            self.release_who_left(by)

    def release_who_left(self, by: Actor) -> None:
        """Who left is held to the deadline that it agreed to, and to no later one; who came back is as all members.

        To be called under the lock.
        """
        here = self.community.members.active().values("company_id")
        gone = self.pledges.filter(quantity__gt=0, stays_since__isnull=False).exclude(company__in=here)
        rows = list(gone.select_related("company"))
        for own in rows:
            put(self, own, Decimal(0), Kind.RELEASED, uuid.uuid4(), by)
            record("pledge.dropped", own, by=by)
        if rows:
            self.settle(by)

    def remind(self, now: datetime) -> None:
        """The end is near: told once for each deadline."""
        with locked(self, *self.TAKING):
            is_near = self.deadline is not None and now < self.deadline <= now + timedelta(days=1)
            if is_near and self.reminded_of != self.deadline:
                self.reminded_of = self.deadline
                self.save(update_fields=["reminded_of", "updated_at"])
                record("round.closing_soon", self)

    # -- pledging -----------------------------------------------------------------------------------------------

    def pledge(self, by: Actor, quantity: Decimal, key: uuid.UUID, seen: int | None = None, **terms: Any) -> Pledge:
        """The acting company takes so much, instead of what it took before; the same click (`key`) counts once.

        `seen` is the version of the pledge the person looked at (0: none yet). Raises WrongState when a colleague was
        faster or the time is over, Refused for what the round does not allow.
        """
        with locked(self, *self.TAKING):
            require(can_pledge(by, self), _("Only members pledge here: whoever buys for its company."))
            own = self.pledges.filter(company_id=by.company_id).first()
            if own is not None and own.changes.filter(key=key).exists():
                return own
            self.check_time()
            before = own.quantity if own is not None else Decimal(0)
            if seen is not None and seen != (own.version if own is not None else 0):
                raise WrongState(OVERTAKEN)
            check_pledge(self, quantity, before)
            require_within(by, "buy", self.most_for(quantity))
            own = own or Pledge(round=self, company=by.company)
            for name, value in terms.items():
                if name not in TERMS:
                    raise ValueError(f"no term of a pledge: {name}")
                setattr(own, name, value)
            own.user, own.stays_since = by.user, None
            own.save()
            kind = Kind.PLEDGED if not before else Kind.RAISED if quantity > before else Kind.LOWERED
            put(self, own, quantity, kind, key, by)
            if quantity != before:
                record("pledge.made" if not before else "pledge.changed", own, by=by, quantity=str(quantity))
            self.settle(by)
        return own

    def withdraw(self, by: Actor, key: uuid.UUID, seen: int | None = None) -> None:
        """Take it all back while that is free."""
        with locked(self, *self.TAKING):
            require(can_pledge(by, self), _("Only members pledge here: whoever buys for its company."))
            own = self.own_pledge(by)
            if own.changes.filter(key=key).exists():
                return
            self.check_time()
            if seen is not None and seen != own.version:
                raise WrongState(OVERTAKEN)
            if self.is_binding:
                raise Refused(_("Pledges are binding now. Ask the steward to release you."))
            if own.quantity:
                put(self, own, Decimal(0), Kind.WITHDRAWN, key, by)
                record("pledge.withdrawn", own, by=by)
                self.settle(by)

    def ask_release(self, by: Actor, quantity: Decimal, reason: str) -> None:
        """Ask the steward to be let down to `quantity` (0: out) of a binding pledge."""
        if not reason.strip():
            raise Refused(_("Say why: the steward decides by it."))
        with locked(self, *self.TAKING):
            own = self.own_pledge(by)
            may_ask = can_pledge(by, self) or can_ask_release(by, own)
            require(may_ask, _("Only members pledge here: whoever buys for its company."))
            self.check_time()
            if not 0 <= quantity < own.quantity:
                raise Refused(_("Ask for less than you have pledged."))
            if quantity:
                check_rest(self, quantity)
            own.release_to, own.release_reason, own.release_asked_at = quantity, reason[:500], timezone.now()
            own.save()
            record("pledge.release_asked", own, by=by)

    def answer_release(self, by: Actor, company_id: int, *, consents: bool) -> None:
        """The steward consents, which is kept with the change, or holds the company to its pledge."""
        with locked(self, *self.TAKING):
            require(can_run_round(by, self), _("Only a steward decides on this."))
            own = self.pledges.filter(company_id=company_id).first()
            if own is None or own.release_to is None:
                raise WrongState(_("This was decided already. Nothing was done twice."))
            if consents:
                put(self, own, own.release_to, Kind.RELEASED, uuid.uuid4(), by, own.release_reason)
                record("pledge.released", own, by=by)
                self.settle(by)
                return
            own.release_to, own.release_reason, own.release_asked_at = None, "", None
            own.save()
            record("pledge.held", own, by=by)

    def own_pledge(self, by: Actor) -> Pledge:
        own: Pledge | None = self.pledges.filter(company_id=by.company_id).first()
        if own is None:
            raise WrongState(_("Your company has not pledged anything."))
        return own

    def check_time(self) -> None:
        if not self.is_open:
            raise WrongState(_("The deadline has passed. Nothing was changed."))

    def settle(self, by: Actor | None) -> None:
        """What the new total means: open or reached, a further tier, perhaps the end. To be called under the lock."""
        tier = tier_for(self.all_tiers, self.total)
        self.state = self.State.REACHED if self.is_reached else self.State.OPEN
        is_first = self.is_reached and self.reached_at is None
        if is_first:
            self.reached_at = timezone.now()
        rose = tier is not None and tier.quantity > self.told_quantity
        if tier is not None and rose:
            self.told_quantity = tier.quantity
        self.save(update_fields=["state", "reached_at", "told_quantity", "updated_at"])
        if is_first:
            record("round.reached", self, by=by)
        elif rose:
            record("round.tier_reached", self, by=by)
        if self.is_reached and self.closing == self.Closing.REACHED:
            if drop_outsiders(self):
                self.settle(None)
            else:
                self.finish(by)

    def drop_who_left(self) -> None:
        """A company left the community, or had to: its pledge does not count any more. Bears repetition."""
        with locked(self, *self.TAKING):
            if drop_outsiders(self):
                self.settle(None)


def check_rest(purchase: PurchaseRound, quantity: Decimal) -> None:
    """What would be left of a pledge must be one that the round takes."""
    if problem := next(pledge_problems(purchase, quantity), ""):
        raise Refused(problem)
