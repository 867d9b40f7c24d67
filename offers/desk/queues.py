"""Offers that wait for staff: those that name what may be prohibited."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.desk.queues import Queue, desk_queue
from offers.models import Offer
from offers.models.offer_rows import OfferQuerySet
from portal.core.actor import Actor


def waiting(actor: Actor) -> OfferQuerySet:
    """Never those of a firm that this member of staff belongs to."""
    own = [company.pk for company in actor.companies]
    return Offer.objects.visible_to(actor).filter(state=Offer.State.REVIEW).exclude(company__in=own)


@desk_queue(28)
def held_offers(actor: Actor) -> Queue:
    text = _("They name what may be prohibited goods.")
    return Queue("offer", _("Offers to look at"), text, waiting(actor).count(), reverse("offers_desk:held"))
