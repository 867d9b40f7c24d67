"""What becomes of offers and inquiries when their company is taken into another."""

import uuid
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from offers.models import RFQ, CompanyResponse, Inquiry, Offer, OfferReader, RFQQuestion, RFQSupplier
from offers.response import count_anew
from portal.core.events import record_many


@merges("offers", "offers.offer.company")
def offers(kept: Company, lost: Company) -> Moved:
    """All move; a form's token that both used by chance is drawn again."""
    mine = Offer.objects.filter(company=kept).exclude(form_token=None).values("form_token")
    for offer in Offer.objects.filter(company=lost, form_token__in=mine):
        Offer.objects.filter(pk=offer.pk).update(form_token=uuid.uuid4())
    yield _("offers"), Offer.objects.filter(company=lost).update(company=kept, updated_at=timezone.now())


@merges("offers for chosen companies", "offers.offerreader.company")
def readers(kept: Company, lost: Company) -> Moved:
    """What was for either is for the kept one, but for its own offers; the search is told."""
    rows = OfferReader.objects.filter(company=lost)
    ids = sorted(rows.values_list("offer_id", flat=True))
    known = OfferReader.objects.filter(company=kept).values("offer_id")
    rows.filter(Q(offer__in=known) | Q(offer__company=kept)).delete()
    yield _("offers for chosen companies"), rows.update(company=kept)
    Offer.objects.filter(pk__in=ids).update(updated_at=timezone.now())
    if ids:
        record_many("offer.readers_moved", Offer, ids)


@merges("inquiries", "offers.inquiry.buyer", "offers.inquiry.supplier", "offers.companyresponse.company")
def inquiries(kept: Company, lost: Company) -> Moved:
    """All move, but those between the two: a company does not ask itself, so these stay as they were."""
    between = Q(buyer=kept, supplier=lost) | Q(buyer=lost, supplier=kept)
    received = Inquiry.objects.filter(supplier=lost).exclude(between)
    sent = Inquiry.objects.filter(buyer=lost).exclude(between)
    yield _("inquiries received"), take_over(received, "supplier", "buyer", kept)
    yield _("inquiries sent"), take_over(sent, "buyer", "supplier", kept)
    CompanyResponse.objects.filter(company=lost).delete()
    count_anew(kept.pk)


def take_over(rows: Any, side: str, other: str, kept: Company) -> int:
    """Of two inquiries with one form token (a form sent to both) the moving one gets another."""
    mine = set(Inquiry.objects.filter(**{side: kept}).values_list(f"{other}_id", "form_token"))
    for inquiry in rows.filter(form_token__in=[token for _other, token in mine]):
        if (getattr(inquiry, f"{other}_id"), inquiry.form_token) in mine:
            Inquiry.objects.filter(pk=inquiry.pk).update(form_token=uuid.uuid4())
    done: int = rows.update(**{side: kept, "updated_at": timezone.now()})
    return done


@merges("rfqs", "offers.rfq.company", "offers.rfqsupplier.company", "offers.rfqquestion.company")
def rfqs(kept: Company, lost: Company) -> Moved:
    """All move; where both are suppliers of one request, the kept company's row stays, with the marks of both."""
    mine = RFQ.objects.filter(company=kept).exclude(form_token=None).values("form_token")
    for rfq in RFQ.objects.filter(company=lost, form_token__in=mine):
        RFQ.objects.filter(pk=rfq.pk).update(form_token=uuid.uuid4())
    yield _("requests for quotation"), RFQ.objects.filter(company=lost).update(company=kept, updated_at=timezone.now())
    theirs = {row.rfq_id: row for row in RFQSupplier.objects.filter(company=kept)}
    for row in RFQSupplier.objects.filter(company=lost, rfq__in=theirs):
        twin = theirs[row.rfq_id]
        marks = {name: getattr(twin, name) or getattr(row, name) for name in ("is_invited", "is_matched", "is_bidder")}
        RFQSupplier.objects.filter(pk=twin.pk).update(**marks)
        row.delete()
    RFQSupplier.objects.filter(company=lost).update(company=kept)
    RFQQuestion.objects.filter(company=lost).update(company=kept)
