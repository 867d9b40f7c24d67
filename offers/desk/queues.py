"""What waits for staff, on the desk's first page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.desk.queues import Queue, desk_queue
from offers.models import InquiryReport
from offers.permissions import may_review_inquiries
from portal.core.actor import Actor


@desk_queue(30)
def reports(actor: Actor) -> Queue | None:
    if not may_review_inquiries(actor):
        return None
    count = InquiryReport.objects.visible_to(actor).waiting().count()
    text = _("What companies were sent and do not take for an inquiry.")
    return Queue("flag", _("Reported inquiries"), text, count, reverse("offers_desk:reports"))
