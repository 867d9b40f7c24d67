"""What waits for staff of requests for quotation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.desk.queues import Queue, desk_queue
from offers.models import RFQ
from portal.core.actor import Actor


@desk_queue(30)
def requests_to_review(actor: Actor) -> Queue | None:
    if not (actor.is_staff and actor.user.has_perm("offers.review_rfq")):
        return None
    count = RFQ.objects.waiting_for_desk(actor).count()
    text = _("What firms nobody has checked want to ask suppliers.")
    return Queue("scale", _("Requests for quotation"), text, count, reverse("rfq_desk:list"))
