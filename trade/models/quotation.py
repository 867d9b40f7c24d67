"""Quotations: what a supplier offers a buyer, and how the two come to terms."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from offers.models import RFQ
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked
from portal.core.values import require_within
from trade.models.checks import check_goes_on, check_joint, check_on_table, check_submittable, check_table
from trade.models.concluded import FOLLOWERS
from trade.models.filling import same_words
from trade.models.locks import both_locked
from trade.models.papers import drop_papers
from trade.models.quotation_writing import QuotationWriting
from trade.models.rules import lines_below_floor
from trade.models.version import QuotationDocument, QuotationVersion
from trade.permissions import can_approve_quotation, can_decide_quotation, can_write_quotation

ANSWER_DAYS = 7  # in which an answer is wanted, unless the one who hands in says otherwise
VALID_DAYS = 30


class Quotation(QuotationWriting):
    """What `supplier` offers `buyer`, answering a request (`rfq`) or an inquiry, in versions.

    Draft → (approval) → submitted → countered ↔ revised → accepted, declined, withdrawn, or expired. `turn` says whose
    word is awaited, `respond_by` until when. `current` is the version on the table: the last one handed in by either
    side. Locks are taken in the order request, quotation.
    """

    class Meta(QuotationWriting.Meta):
        pass

    # -- handing in ---------------------------------------------------------------------------------------------

    def submit(self, by: Actor, seen: str | None = None) -> None:
        """Hand in the supplier's draft: → submitted the first time, → revised later.

        Where prices are below what the company has set and the actor may not approve them, it waits for a colleague
        who may (→ approval; a revision waits on the version). Raises Refused with what is missing.
        """
        with both_locked(self):
            check_submittable(self, by)
            draft = self.draft_to_hand_in(QuotationVersion.Side.SUPPLIER, seen)
            require_within(by, "sell", draft.total())
            if lines_below_floor(draft, self.supplier_id) and not can_approve_quotation(by, self):
                self.ask_approval(draft, by)
            else:
                self.hand_in(draft, by)

    def draft_to_hand_in(self, side: str, seen: str | None) -> QuotationVersion:
        """The side's draft, complete and saying something new; raises WrongState where there is none (any more)."""
        draft = self.unsent(side)
        if draft is None:
            raise WrongState(_("There is nothing new to hand in. Nothing was done twice."))
        if draft.approval == QuotationVersion.Approval.ASKED:
            raise WrongState(_("It waits for a colleague's approval already."))
        self.check_seen(seen, side)
        if self.current is not None and same_words(draft, self.current):
            raise Refused(_("It says the same as the version on the table. Change something first."))
        draft.check_complete()
        return draft

    def ask_approval(self, draft: QuotationVersion, by: Actor) -> None:
        draft.approval, draft.approval_note = QuotationVersion.Approval.ASKED, ""
        draft.save(update_fields=["approval", "approval_note", "updated_at"])
        if self.state == self.State.DRAFT:
            self.state = self.State.APPROVAL
        self.save(update_fields=["state", "updated_at"])
        record("quotation.approval_asked", self, by=by)

    def approve(self, by: Actor) -> None:
        """A colleague with the power lets it go out as it is."""
        with both_locked(self):
            require(can_approve_quotation(by, self), _("Your role may not approve quotations."))
            draft = self.waiting_version()
            if self.state == self.State.APPROVAL:
                self.state = self.State.DRAFT
            check_submittable(self, by)
            draft.check_complete()
            draft.approval, draft.approval_by = QuotationVersion.Approval.GIVEN, by.user
            record("quotation.approved", self, by=by, writer=draft.user_id)
            countered = self.current if self.rfq is None and self.state == self.State.COUNTERED else None
            agrees = countered is not None and same_words(draft, countered)
            self.hand_in(draft, by)
            if agrees:  # what waited was the supplier's word to the counter-offer as it is
                self.conclude(by)

    def refuse_approval(self, note: str, by: Actor) -> None:
        """Back to whoever wrote it, with a word why."""
        if not note.strip():
            raise Refused(_("Say what should be different."))
        with locked(self):
            require(can_approve_quotation(by, self), _("Your role may not approve quotations."))
            draft = self.waiting_version()
            draft.approval, draft.approval_by = QuotationVersion.Approval.REFUSED, by.user
            draft.approval_note = note
            draft.save()
            self.back_to_draft()
            record("quotation.approval_refused", self, by=by, writer=draft.user_id)

    def recall(self, by: Actor) -> None:
        """Take it back from waiting for approval, to change it."""
        with locked(self):
            require(can_write_quotation(by, self), _("Your role may not change this quotation."))
            draft = self.waiting_version()
            draft.approval = QuotationVersion.Approval.NONE
            draft.save(update_fields=["approval", "updated_at"])
            self.back_to_draft()

    def waiting_version(self) -> QuotationVersion:
        draft = self.versions.filter(submitted_at=None, approval=QuotationVersion.Approval.ASKED).first()
        if draft is None:
            raise WrongState(_("Nothing waits for approval here any more."))
        return draft

    def back_to_draft(self) -> None:
        if self.state == self.State.APPROVAL:
            self.state = self.State.DRAFT
        self.save(update_fields=["state", "updated_at"])

    def hand_in(self, draft: QuotationVersion, by: Actor) -> None:
        """To be called under both locks: this version is on the table now."""
        check_joint(self, draft)
        is_first = self.first_submitted_at is None
        self.put_on_table(draft, self.State.SUBMITTED if is_first else self.State.REVISED, self.Turn.BUYER, by)
        if is_first:
            self.first_submitted_at = draft.submitted_at
        self.rfq_revision = self.rfq.revision if self.rfq else None
        self.save()
        record("quotation.submitted" if is_first else "quotation.revised", self, by=by, version=draft.number)
        if self.rfq is not None and is_first:
            self.rfq.note_bid(self.supplier_id, by)
        if self.inquiry is not None and self.inquiry.is_sent and by.acts_for(self.inquiry.supplier_id):
            self.inquiry.reply(gettext("We have sent you quotation %(ref)s.") % {"ref": self.ref}, by)

    def put_on_table(self, draft: QuotationVersion, state: str, turn: str, by: Actor) -> None:
        if by.mandate:  # whoever hands it in under a mandate is named, whoever wrote it
            draft.user, draft.mandate = by.user, by.mandate
        draft.respond_by = draft.respond_by or timezone.localdate() + timedelta(days=ANSWER_DAYS)
        draft.seal()
        self.state, self.turn, self.current = state, turn, draft
        self.valid_until, self.respond_by, self.reminded_at = draft.valid_until, draft.respond_by, None

    # -- coming to terms ----------------------------------------------------------------------------------------

    def counter(self, by: Actor, seen: str | None = None) -> None:
        """Submitted or revised → countered: the buyer's draft goes to the supplier.

        Under a request several suppliers may be countered at once: what binds the buyer there is the award alone.
        """
        with both_locked(self):
            require(can_decide_quotation(by, self), _("Your role may not make a counter-offer."))
            check_on_table(self)
            check_goes_on(self, by)
            draft = self.draft_to_hand_in(QuotationVersion.Side.BUYER, seen)
            require_within(by, "buy", draft.total())
            self.put_on_table(draft, self.State.COUNTERED, self.Turn.SUPPLIER, by)
            self.save()
            record("quotation.countered", self, by=by, version=draft.number)

    def agree(self, number: int, by: Actor) -> None:
        """The supplier takes the counter-offer as it is: a new version of the supplier's with the same words.

        On an inquiry that concludes the deal (→ accepted); under a request the buyer still awards (→ revised).
        """
        with both_locked(self):
            require(can_write_quotation(by, self), _("Your role may not answer this counter-offer."))
            check_table(self, number, self.State.COUNTERED)
            check_goes_on(self, by)
            assert self.current is not None
            waiting = self.unsent(QuotationVersion.Side.SUPPLIER)
            if waiting is not None and waiting.approval == QuotationVersion.Approval.ASKED:
                raise WrongState(_("It waits for a colleague's approval already."))
            self.drop_drafts(QuotationVersion.Side.SUPPLIER)
            draft = self.new_draft(QuotationVersion.Side.SUPPLIER, by)
            self.current.copy_to(draft)
            require_within(by, "sell", draft.total())
            if lines_below_floor(draft, self.supplier_id) and not can_approve_quotation(by, self):
                self.ask_approval(draft, by)
                return
            self.hand_in(draft, by)
            if self.rfq is None:
                self.conclude(by)

    def accept(self, number: int, by: Actor) -> None:
        """The buyer accepts version `number` of a quotation on an inquiry; under a request see trade/models/award.py.

        Raises WrongState when another version is on the table, Refused when it is past its last day.
        """
        with both_locked(self):
            require(can_decide_quotation(by, self), _("Your role may not accept this quotation."))
            check_on_table(self)
            check_table(self, number, self.State.SUBMITTED, self.State.REVISED)
            if self.rfq is not None:
                raise Refused(_("Quotations on a request are accepted by awarding the request."))
            check_goes_on(self, by)
            require_within(by, "buy", self.current.total() if self.current else None)
            self.conclude(by)

    def conclude(self, by: Actor) -> None:
        """→ accepted, with all that follows from it at once: its order. To be called under the lock."""
        self.end_with(self.State.ACCEPTED)
        record("quotation.accepted", self, by=by)
        for follow in FOLLOWERS:
            follow(self, by)

    def decline(self, reason: str, note: str, by: Actor) -> None:
        """The buyer declines a quotation, or the supplier a counter-offer, with a reason."""
        if reason not in self.Reason.values:
            raise Refused(_("Choose a reason: it helps the other side with its next quotation."))
        with both_locked(self):
            buyer_decides = self.turn == self.Turn.BUYER and can_decide_quotation(by, self)
            require(
                buyer_decides or (self.state == self.State.COUNTERED and can_write_quotation(by, self)),
                _("It is not your turn to decide on this quotation."),
            )
            if not self.is_live:
                check_on_table(self)
            self.reject(reason, note)
            record("quotation.declined", self, by=by)

    def reject(self, reason: str, note: str = "") -> None:
        """→ declined. To be called under the lock."""
        self.decline_reason, self.decline_note = reason, note
        self.end_with(self.State.DECLINED)

    def end_with(self, state: str) -> None:
        """Nobody's turn any more, and what was being written goes: it is of no use to anybody. Under the lock."""
        self.state, self.turn, self.respond_by, self.decided_at = state, self.Turn.NOBODY, None, timezone.now()
        self.save()
        self.drop_drafts(*QuotationVersion.Side.values)

    def drop_drafts(self, *sides: str) -> None:
        """With their papers. To be called under the lock."""
        drafts = self.versions.filter(submitted_at=None, side__in=sides)
        drop_papers(QuotationDocument.objects.filter(version__in=list(drafts)))
        drafts.delete()

    def withdraw(self, by: Actor) -> None:
        """The supplier takes it off the table; under an open request it may quote anew."""
        with both_locked(self):
            require(can_write_quotation(by, self), _("Your role may not withdraw this quotation."))
            if self.state not in {*self.UNSENT, *self.LIVE}:
                check_on_table(self)
            self.end_with(self.State.WITHDRAWN)
            if self.rfq is not None and self.first_submitted_at is not None:
                self.rfq.note_withdrawal(self.supplier_id)
            record("quotation.withdrawn", self, by=by)

    def confirm(self, by: Actor) -> None:
        """After a material change of the request: the quotation on the table stands for the new wording, too."""
        with both_locked(self):
            require(can_write_quotation(by, self), _("Your role may not confirm this quotation."))
            if not self.needs_confirmation or self.rfq is None:
                raise WrongState(_("There is nothing to confirm any more."))
            require_within(by, "sell", self.current.total() if self.current else None)
            self.rfq_revision = self.rfq.revision
            self.save(update_fields=["rfq_revision", "updated_at"])
            record("quotation.confirmed", self, by=by)

    def expire(self) -> None:
        """Live → expired, by the clock; one revised meanwhile stays."""
        with locked(self, *self.LIVE):
            if self.is_valid:
                return
            self.state, self.turn, self.respond_by = self.State.EXPIRED, self.Turn.NOBODY, None
            self.save(update_fields=["state", "turn", "respond_by", "updated_at"])
            record("quotation.expired", self)

    def end_with_request(self) -> None:
        """The request has ended: what was handed in is declined, what was not is put away. Bears repetition."""
        with both_locked(self):
            if self.rfq is None or self.rfq.is_decidable or self.state not in {*self.LIVE, *self.UNSENT}:
                return
            if self.state in self.UNSENT:
                self.end_with(self.State.WITHDRAWN)
                return
            awarded = self.rfq.state == RFQ.State.AWARDED
            self.reject(self.Reason.OTHER_CHOSEN if awarded else self.Reason.NO_NEED, self.rfq.end_reason)
            record("quotation.declined", self)
