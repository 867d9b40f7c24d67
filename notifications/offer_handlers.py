"""What a company is told of its offers, besides their end."""

from catalog.models import ReportCase
from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.moments import day_of
from notifications.recipients import person_or_colleagues
from offers.models import Offer
from portal.core.events import Event, subscribe


@subscribe("offer.ending")
def ending(event: Event) -> None:
    """It leads to a page with one button that renews it."""
    offer = Offer.objects.open().filter(pk=event.subject_id or 0).first()
    if offer:
        people = person_or_colleagues(offer.user_id, offer.company_id, offer.side, event)
        path = address("offers:renewal", offer.ref)
        Notification.tell(people, event, path, title=offer.title, day=day_of(offer.valid_until))


@subscribe("offer.approved", "offer.rejected", "offer.left_circle")
def settled(event: Event) -> None:
    state = {"offer.approved": "open", "offer.rejected": "rejected", "offer.left_circle": "withdrawn"}[event.kind]
    offer = Offer.objects.filter(pk=event.subject_id or 0, state=state).first()
    if offer and not (offer.is_rejected and taken_down_after_reports(offer)):
        people = person_or_colleagues(offer.user_id, offer.company_id, offer.side, event)
        Notification.tell(people, event, path_of(offer), title=offer.title)


def taken_down_after_reports(offer: Offer) -> bool:
    """Then its company is told once, of the decision against which it can appeal (report_handlers.py)."""
    rows = ReportCase.objects.filter(kind="offer", key=offer.ref, state=ReportCase.State.TAKEN_DOWN, outcome="")
    return rows.exists()
