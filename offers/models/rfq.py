"""Requests for quotation: a buyer asks many suppliers once, and decides between what they answer."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from offers.models.rfq_checks import LONGEST_DAYS, closing_gaps, gaps
from offers.models.rfq_limits import check_publishing_limit, needs_review
from offers.models.rfq_row import RFQRow
from offers.models.rfq_rows import RFQQuerySet
from offers.permissions import can_manage_rfq, can_post_rfq, can_quote_on_rfq, can_review_rfq
from portal.core.actor import Actor
from portal.core.circles import circle_keys
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.values import require_within

if TYPE_CHECKING:
    from offers.models.rfq_parts import RFQLine

USUAL_DAYS = 14  # how long suppliers have to quote unless the buyer says otherwise
DECISION_DAYS = 90  # after which a request without a decision counts as expired
MOST_LINES = 500


class RFQ(RFQRow):
    """A request for quotation of `company`, the buyer, in lines; prices are wanted in `currency` (ISO 4217).

    Draft → in review (first requests of firms nobody checked) → open ↔ information needed → evaluating → awarded,
    closed without award, cancelled, or expired. Quotations are in `trade`; what they change here they change through
    the verbs below, holding this row's lock before theirs.
    """

    objects = RFQQuerySet.as_manager()

    def admits(self, actor: Actor) -> bool:
        """Whether the acting company is among those who may quote, leaving aside the state and the role."""
        if actor.company is None or actor.acts_for(self.company_id):
            return False
        if self.suppliers.filter(Q(is_invited=True) | Q(is_bidder=True), company_id=actor.company_id).exists():
            return True
        if self.audience == self.Audience.CHECKED:
            return bool(actor.company.tier >= (self.min_tier or 1))
        if self.audience == self.Audience.CIRCLE:
            return self.circle in circle_keys(actor)
        return self.audience == self.Audience.PUBLIC

    # -- writing ------------------------------------------------------------------------------------------------

    @classmethod
    def draft(
        cls, by: Actor, form_token: uuid.UUID | None = None, lines: "Sequence[dict[str, Any]]" = (), **fields: Any
    ) -> "RFQ":
        """A new draft of the acting company; the same form sent twice gives the first one again."""
        require(can_post_rfq(by), _("Your role may not ask for quotations."))
        with transaction.atomic():
            rfq, is_new = cls.objects.get_or_create(
                company=by.company,
                form_token=form_token or uuid.uuid4(),
                defaults={"ref": new_ref("R"), "user": by.user, **fields},
            )
            if is_new:
                rfq.write_lines(lines)
                record("rfq.drafted", rfq, by=by)
        return rfq

    def revise(self, by: Actor, lines: "Sequence[dict[str, Any]] | None" = None, **changes: Any) -> None:
        """Change a draft; `lines` (None: as they are) replace those there are."""
        with locked(self, self.State.DRAFT):
            require(can_manage_rfq(by, self), _("You may not change this request."))
            self.set_fields(changes)
            if lines is not None:
                self.write_lines(lines)
            record("rfq.changed", self, by=by)

    def amend(
        self,
        by: Actor,
        note: str,
        lines: "Sequence[dict[str, Any]] | None" = None,
        documents: "Sequence[tuple[str, Any]]" = (),
        **changes: Any,
    ) -> bool:
        """Change an open request; whether it was material, so that suppliers confirm their quotations again.

        The text, the decision and a later closing are not material; lines, papers, delivery, Incoterm, currency and an
        earlier closing are. `documents` are titles and files to add.
        What it was before is kept (`revisions`). Raises Refused when nothing is left of what must be there.
        """
        with locked(self, *self.TAKING):
            require(can_manage_rfq(by, self), _("You may not change this request."))
            before = self.snapshot()
            is_later = changes.get("closes_at") and self.closes_at and changes["closes_at"] >= self.closes_at
            self.set_fields(changes)
            if lines is not None:
                self.write_lines(lines)
            for title, file in documents:
                self.documents.model.add(self, title, file)
            self.check_complete()
            after = self.snapshot()
            light = {"title", "text", "decide_by", *(["closes_at"] if is_later else [])}
            material = any(before[name] != after[name] for name in after if name not in light)
            if before == after:
                return False
            number = self.revision + 1 if material else self.revision
            self.revisions.create(number=number, note=note, before=before, is_material=material, user=by.user)
            self.revision = number
            self.save(update_fields=["revision", "updated_at"])
            record("rfq.amended", self, by=by, material=material, note=note)
        return material

    def set_fields(self, changes: dict[str, Any]) -> None:
        for field, value in changes.items():
            setattr(self, field, value)
        self.save(update_fields=[*changes, "updated_at"])

    def write_lines(self, lines: "Iterable[dict[str, Any]]") -> None:
        """Make the lines these; one with `pk` of a line there is changes it, so that quotations keep their hold.

        Lines left out of a draft go; out of a published request they stay, marked as dropped.
        """
        there = {line.pk: line for line in self.lines.filter(is_dropped=False)}
        kept: set[int] = set()
        rows = list(lines)
        if len(rows) > MOST_LINES:
            raise Refused(gettext("A request takes up to %(most)s lines.") % {"most": MOST_LINES})
        for position, fields in enumerate(rows):
            values = {**fields, "position": position}
            line = there.get(values.pop("pk", None) or 0)
            if line is None:
                self.lines.create(**values)
                continue
            for name, value in values.items():
                setattr(line, name, value)
            line.save()
            kept.add(line.pk)
        gone = self.lines.filter(pk__in=there.keys() - kept)
        if self.is_draft:
            gone.delete()
        else:
            gone.update(is_dropped=True)

    def snapshot(self) -> dict[str, Any]:
        """What it says, as JSON, to tell a change by and to show it."""
        names = [
            *("title", "text", "currency", "incoterm", "incoterm_place", "delivery_country", "delivery_place"),
            *("deliver_by", "closing", "closes_at", "closes_after", "decide_by"),
        ]
        values = {name: getattr(self, name) for name in names}
        shown = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
        papers = list(self.documents.values_list("title", flat=True))
        return {**shown, "lines": [line.snapshot() for line in self.current_lines()], "documents": papers}

    def current_lines(self) -> "list[RFQLine]":
        return list(self.lines.filter(is_dropped=False))

    def gaps(self) -> list[str]:
        """Everything that a published request must say and this one does not yet."""
        return [str(gap) for gap in gaps(self)]

    def check_complete(self) -> None:
        """Raise Refused with the first of the gaps."""
        if gap := next(gaps(self), None):
            raise Refused(gap)

    def check_closing(self) -> None:
        if gap := next(closing_gaps(self), None):
            raise Refused(gap)

    # -- onto the market and off it -----------------------------------------------------------------------------

    def submit(self, by: Actor) -> None:
        """Draft → open; → in review where staff look at it first. Raises Refused with what is missing."""
        with locked(self, self.State.DRAFT):
            require(can_manage_rfq(by, self), _("You may not publish this request."))
            self.check_complete()
            check_publishing_limit(self.company)
            if (wanted := self.target_value()) is not None:  # without target prices nothing is promised yet
                require_within(by, "buy", wanted)
            if needs_review(self.company):
                self.state, self.review_note = self.State.IN_REVIEW, ""
                self.save(update_fields=["state", "review_note", "updated_at"])
                record("rfq.submitted", self, by=by)
            else:
                self.open_now(by)

    def target_value(self) -> Money | None:
        """What it would cost at the target prices; None where no line has one."""
        wished = [(line.target_amount, line.quantity) for line in self.current_lines()]
        worth = [amount * quantity for amount, quantity in wished if amount is not None and quantity is not None]
        return Money(sum(worth, Decimal(0)), self.currency) if worth else None

    def open_now(self, by: Actor) -> None:
        """To be called under the lock: it is on the market from now on."""
        self.state, self.published_at, self.review_note = self.State.OPEN, timezone.now(), ""
        if self.closing == self.Closing.COUNT:
            self.closes_at = self.published_at + timedelta(days=LONGEST_DAYS)
        self.save(update_fields=["state", "published_at", "closes_at", "review_note", "updated_at"])
        record("rfq.published", self, by=by)

    def take_back(self, by: Actor) -> None:
        """In review → draft, by the buyer, to change it."""
        with locked(self, self.State.IN_REVIEW):
            require(can_manage_rfq(by, self), _("You may not change this request."))
            self.state = self.State.DRAFT
            self.save(update_fields=["state", "updated_at"])
            record("rfq.taken_back", self, by=by)

    def approve(self, by: Actor) -> None:
        """In review → open, by programme staff; its closing time must still lie ahead."""
        with locked(self, self.State.IN_REVIEW):
            require(can_review_rfq(by, self), _("You may not judge this request."))
            self.check_closing()
            self.open_now(by.as_staff())

    def send_back(self, note: str, by: Actor) -> None:
        """In review → draft, with what the buyer is to put right."""
        if not note.strip():
            raise Refused(_("Say what the buyer shall put right."))
        with locked(self, self.State.IN_REVIEW):
            require(can_review_rfq(by, self), _("You may not judge this request."))
            self.state, self.review_note = self.State.DRAFT, note
            self.save(update_fields=["state", "review_note", "updated_at"])
            record("rfq.sent_back", self, by=by.as_staff())

    def stop_quotations(self, by: Actor | None = None) -> None:
        """Open → evaluating, by the buyer or (None) the clock; → expired where nobody has quoted."""
        with locked(self, *self.TAKING):
            if by is not None:
                require(can_manage_rfq(by, self), _("You may not close this request."))
            elif self.is_open:
                return  # extended meanwhile
            has_bids = self.suppliers.filter(has_quotation=True).exists()
            if by is not None and not has_bids:
                raise Refused(_("Nobody has quoted yet. Close the request without award, or let it run."))
            self.end_with(self.State.EVALUATING if has_bids else self.State.EXPIRED)
            record("rfq.evaluating" if has_bids else "rfq.expired", self, by=by)

    def remind(self, now: datetime) -> None:
        """The end is near: told once for each closing time."""
        with locked(self, *self.TAKING):
            if (
                self.closes_at
                and now < self.closes_at <= now + timedelta(days=1)
                and self.reminded_of != self.closes_at
            ):
                self.reminded_of = self.closes_at
                self.save(update_fields=["reminded_of", "updated_at"])
                record("rfq.closing_soon", self)

    def give_up_deciding(self) -> None:
        """Evaluating → expired, by the clock, when there was no decision for a long time."""
        with locked(self, self.State.EVALUATING):
            self.end_with(self.State.EXPIRED)
            record("rfq.expired", self)

    def close(self, reason: str, by: Actor) -> None:
        """Open or evaluating → closed without award; the reason goes to those who quoted."""
        if not reason.strip():
            raise Refused(_("Say why, in a sentence: those who quoted have a right to know."))
        with locked(self, *self.DECIDABLE):
            require(can_manage_rfq(by, self), _("You may not close this request."))
            self.end_with(self.State.CLOSED, reason)
            record("rfq.closed", self, by=by)

    def cancel(self, reason: str, by: Actor) -> None:
        """In review or open → cancelled: it is not needed any more."""
        if not reason.strip():
            raise Refused(_("Say why, in a sentence: those who quoted have a right to know."))
        with locked(self, self.State.IN_REVIEW, *self.TAKING):
            require(can_manage_rfq(by, self), _("You may not cancel this request."))
            self.end_with(self.State.CANCELLED, reason)
            record("rfq.cancelled", self, by=by)

    def end_with(self, state: str, reason: str = "") -> None:
        """To be called under the lock."""
        self.state, self.end_reason, self.closed_at = state, reason, timezone.now()
        self.save(update_fields=["state", "end_reason", "closed_at", "updated_at"])

    def discard(self, by: Actor) -> None:
        """A draft goes for good; nobody else has seen it."""
        with locked(self, self.State.DRAFT):
            require(can_manage_rfq(by, self), _("You may not delete this request."))
            record("rfq.discarded", self, by=by)
            self.delete()

    def settle_information(self) -> None:
        """Open ↔ information needed, as questions that block are asked and answered. To be called under the lock."""
        if self.state not in self.TAKING:
            return
        waits = self.questions.filter(is_blocking=True, answered_at=None).exists()
        state = self.State.INFORMATION_NEEDED if waits else self.State.OPEN
        if state != self.state:
            self.state = state
            self.save(update_fields=["state", "updated_at"])

    # -- for those who quote (trade calls these in its own transitions, this row's lock first) -------------------

    def check_quotable(self, by: Actor) -> None:
        """Raise PermissionDenied or Refused unless the acting company may hand in a quotation now."""
        require(can_quote_on_rfq(by, self), _("This request is not open to your company."))
        if not self.is_open:
            raise Refused(_("This request takes no quotations any more."))

    def note_bid(self, company_id: int, by: Actor) -> None:
        """A quotation was handed in: its company is a bidder; the agreed number of them ends the request.

        To be called under the lock.
        """
        self.suppliers.update_or_create(company_id=company_id, defaults={"is_bidder": True, "has_quotation": True})
        bidders = self.suppliers.filter(has_quotation=True).count()
        if self.closing != self.Closing.TIME and self.state in self.TAKING and bidders >= (self.closes_after or 0):
            self.end_with(self.State.EVALUATING)
            record("rfq.evaluating", self)

    def note_withdrawal(self, company_id: int) -> None:
        """Its quotation counts no more; the supplier goes on seeing the request. To be called under the lock."""
        self.suppliers.filter(company_id=company_id).update(has_quotation=False)

    def note_award(self, by: Actor) -> None:
        """A decision was made. To be called under the lock."""
        self.end_with(self.State.AWARDED)
        record("rfq.awarded", self, by=by)
