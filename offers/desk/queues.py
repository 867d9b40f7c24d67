"""What waits for staff: offers that name what may be prohibited, reported inquiries, and requests for quotation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.desk.queues import Queue, desk_queue
from companies.desk.ways import DeskWay, desk_way
from offers.models import RFQ, InquiryReport, Offer
from offers.models.offer_rows import OfferQuerySet
from offers.permissions import may_review_inquiries
from portal.core.actor import Actor


def waiting(actor: Actor) -> OfferQuerySet:
    """Never those of a firm that this member of staff belongs to."""
    own = [company.pk for company in actor.companies]
    return Offer.objects.visible_to(actor).filter(state=Offer.State.REVIEW).exclude(company__in=own)


@desk_queue(28)
def held_offers(actor: Actor) -> Queue:
    text = _("They name what may be prohibited goods.")
    return Queue("offer", _("Offers to look at"), text, waiting(actor).count(), reverse("offers_desk:held"))


@desk_queue(30)
def reports(actor: Actor) -> Queue | None:
    if not may_review_inquiries(actor):
        return None
    count = InquiryReport.objects.visible_to(actor).waiting().count()
    text = _("What companies were sent and do not take for an inquiry.")
    return Queue("flag", _("Reported inquiries"), text, count, reverse("offers_desk:reports"))


@desk_queue(32)
def requests_to_review(actor: Actor) -> Queue | None:
    if not (actor.is_staff and actor.user.has_perm("offers.review_rfq")):
        return None
    count = RFQ.objects.waiting_for_desk(actor).count()
    text = _("What firms nobody has checked want to ask suppliers.")
    return Queue("scale", _("Requests for quotation"), text, count, reverse("rfq_desk:list"))


desk_way(
    DeskWay(40, _("Requests"), "rfq_desk:list", "scale"),
    DeskWay(75, _("Reported inquiries"), "offers_desk:reports", "flag"),
    DeskWay(80, _("Offers to look at"), "offers_desk:held", "offer"),
)
