"""What becomes of offers and inquiries when their company is taken into another."""

import uuid
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.merging import Moved, merges, move_rows
from companies.models import Company
from offers.models import (
    RFQ,
    CannedReply,
    CompanyResponse,
    Inquiry,
    InquiryAbsence,
    InquiryBatch,
    InquiryNote,
    Offer,
    OfferReader,
    RFQQuestion,
    RFQSupplier,
    RoutingRule,
)
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
        names = ("is_invited", "is_matched", "is_bidder", "has_quotation")
        marks = {name: getattr(twin, name) or getattr(row, name) for name in names}
        RFQSupplier.objects.filter(pk=twin.pk).update(**marks)
        row.delete()
    RFQSupplier.objects.filter(company=lost).update(company=kept)
    RFQQuestion.objects.filter(company=lost).update(company=kept)


@merges("inquiry batches", "offers.inquirybatch.buyer", "offers.inquirynote.company")
def batches(kept: Company, lost: Company) -> Moved:
    """With the inquiries they are made of; a form's token that both used by chance is drawn again."""
    mine = InquiryBatch.objects.filter(buyer=kept).values("form_token")
    for batch in InquiryBatch.objects.filter(buyer=lost, form_token__in=mine):
        InquiryBatch.objects.filter(pk=batch.pk).update(form_token=uuid.uuid4())
    yield _("inquiries to several"), InquiryBatch.objects.filter(buyer=lost).update(buyer=kept)
    between = Q(inquiry__buyer=lost, inquiry__supplier=kept) | Q(inquiry__buyer=kept, inquiry__supplier=lost)
    InquiryNote.objects.filter(company=lost).exclude(between).update(company=kept)


@merges(
    "inquiry settings",
    "offers.cannedreply.company",
    "offers.routingrule.company",
    "offers.inquiryabsence.company",
)
def settings(kept: Company, lost: Company) -> Moved:
    """Prepared replies are joined; the rules of who gets what are the kept company's, if it has any."""
    names = set(CannedReply.objects.filter(company=kept).values_list("language", "title"))
    replies = CannedReply.objects.filter(company=lost)
    same = [one.pk for one in replies if (one.language, one.title) in names]
    yield _("prepared replies"), move_rows(replies, "company", kept, same)
    rules = RoutingRule.objects.filter(company=lost)
    if RoutingRule.objects.filter(company=kept).exists():
        rules.delete()
    yield _("rules for inquiries"), rules.update(company=kept)
    InquiryAbsence._default_manager.filter(company=lost).delete()
