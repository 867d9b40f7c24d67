"""How a quotation comes about, and how each side writes its next version of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from offers.models import RFQ, Inquiry
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked
from trade.models.checks import check_turn
from trade.models.filling import fill_first, parties_of
from trade.models.papers import Papers, put_papers
from trade.models.quotation_row import QuotationRow
from trade.models.quotation_rows import Overtaken, QuotationQuerySet
from trade.models.version import QuotationVersion
from trade.permissions import can_decide_quotation, can_write_quotation

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class QuotationWriting(QuotationRow):
    """The drafts of both sides; handing them in and deciding on them: trade/models/quotation.py."""

    objects = QuotationQuerySet.as_manager()
    if TYPE_CHECKING:
        versions: RelatedManager[QuotationVersion]  # of the concrete class

    class Meta(QuotationRow.Meta):
        abstract = True

    def versions_for(self, actor: Actor) -> models.QuerySet[QuotationVersion]:
        """Those handed in, and the drafts of the reader's own side."""
        side = QuotationVersion.Side.SUPPLIER if actor.acts_for(self.supplier_id) else QuotationVersion.Side.BUYER
        return self.versions.filter(Q(submitted_at__isnull=False) | Q(side=side))

    @classmethod
    def draft(cls, by: Actor, rfq: RFQ | None = None, inquiry: Inquiry | None = None) -> Self:
        """The acting company's quotation on this request or inquiry: the one there is, or a new draft.

        Raises PermissionDenied or Refused where it may not quote (any more).
        """
        with transaction.atomic():
            answered: RFQ | Inquiry
            if rfq is not None:
                answered, buyer = rfq, rfq.company
                with locked(rfq):
                    there = cls.objects.filter(rfq=rfq, supplier_id=by.company_id).exclude(state=cls.State.WITHDRAWN)
                    if (known := there.first()) is not None:
                        return known
                    rfq.check_quotable(by)
                    return cls.begin(by, buyer, answered)
            assert inquiry is not None
            answered, (buyer, supplier) = inquiry, parties_of(inquiry)
            with locked(inquiry):
                ended = (cls.State.WITHDRAWN, cls.State.DECLINED, cls.State.EXPIRED)
                there = cls.objects.filter(inquiry=inquiry, supplier_id=by.company_id).exclude(state__in=ended)
                if (known := there.first()) is not None:
                    return known
                require(by.acts_for(supplier.pk) and by.may("sell"), _("Your role may not quote on this inquiry."))
                if inquiry.is_closed:
                    raise Refused(_("This inquiry is closed."))
                if inquiry.supplier_is_hidden and inquiry.asks_a_buyer:
                    raise Refused(_("This buyer has not shown itself yet. Quote when it has answered."))
                return cls.begin(by, buyer, answered)

    @classmethod
    def begin(cls, by: Actor, buyer: Company, answered: RFQ | Inquiry) -> Self:
        """To be called under the lock of what is answered."""
        rfq = answered if isinstance(answered, RFQ) else None
        quotation = cls.objects.create(
            ref=new_ref("Q"),
            rfq=rfq,
            inquiry=None if rfq else answered,
            buyer=buyer,
            supplier=by.company,
            user=by.user,
            title=answered.title,
            rfq_revision=rfq.revision if rfq else None,
        )
        fill_first(quotation.new_draft(QuotationVersion.Side.SUPPLIER, by), answered, by.company_id)
        record("quotation.drafted", quotation, by=by)
        return quotation

    def new_draft(self, side: str, by: Actor) -> QuotationVersion:
        """To be called under the lock."""
        last = self.versions.aggregate(last=models.Max("number"))["last"] or 0
        return self.versions.create(
            number=last + 1,
            side=side,
            user=by.user,
            mandate=by.mandate,
            currency=self.current.currency if self.current else "USD",
        )

    def own_draft(self, by: Actor) -> QuotationVersion:
        """The acting side's draft, made from what is on the table where there is none; raises PermissionDenied."""
        with locked(self):
            side = self.side_of(by)
            draft = self.unsent(side)
            if draft is None:
                check_turn(self, side)
                draft = self.new_draft(side, by)
                if self.current is not None:
                    self.current.copy_to(draft)
        return draft

    def unsent(self, side: str) -> QuotationVersion | None:
        return self.versions.filter(side=side, submitted_at=None).first()

    def stamp_for(self, side: str) -> str:
        """Stands for all that an editor of this side starts from: the request's wording, the table, the draft."""
        draft = self.unsent(side)
        parts = (self.rfq.revision if self.rfq else 0, self.current.number if self.current else 0)
        return ".".join([*map(str, parts), draft.updated_at.isoformat() if draft else "new"])

    def check_seen(self, seen: str | None, side: str) -> None:
        """Raise Overtaken unless `seen` (None: not asked) is how it stands now. To be called under the lock."""
        if seen is not None and seen != self.stamp_for(side):
            raise Overtaken

    def side_of(self, by: Actor) -> str:
        if can_write_quotation(by, self):
            return QuotationVersion.Side.SUPPLIER
        require(can_decide_quotation(by, self), _("Your role may not change this quotation."))
        return QuotationVersion.Side.BUYER

    def write(
        self,
        by: Actor,
        terms: dict[str, Any],
        lines: Iterable[dict[str, Any]] | None = None,
        seen: str | None = None,
        papers: Papers | None = None,
    ) -> QuotationVersion:
        """Save the acting side's draft: a supplier's quotation or revision, a buyer's counter-offer.

        `seen` is the stamp of what the editor started from: Overtaken is raised where something was saved since.
        """
        with locked(self):
            side = self.side_of(by)
            self.check_seen(seen, side)
            draft = self.own_draft(by)
            if self.state == self.State.APPROVAL or draft.approval == QuotationVersion.Approval.ASKED:
                raise WrongState(_("It waits for a colleague's approval. Take it back to change it."))
            check_turn(self, side)
            draft.write(terms, lines)
            if papers is not None:
                put_papers(draft, papers)
            self.save(update_fields=["updated_at"])
        return draft
