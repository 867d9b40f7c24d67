"""What people are told of inquiries after the first question: that it goes on, was handed to them, or was judged."""

from notifications.handlers import address, answerers, askers, path_of
from notifications.models import Notification
from notifications.recipients import people_of
from offers.models import Inquiry, InquiryReport
from portal.core.events import Event, subscribe


def find(event: Event) -> Inquiry | None:
    rows = Inquiry.objects.select_related("buyer", "supplier", "offer")
    return rows.filter(pk=event.subject_id or 0).first()


@subscribe("inquiry.asked_again", "inquiry.reminded")
def inquiry_goes_on(event: Event) -> None:
    """Whoever answers it; nobody when it was put aside, or answered meanwhile."""
    inquiry = find(event)
    if inquiry and inquiry.is_sent and not inquiry.spam:
        people = answerers(inquiry, event)
        Notification.tell(people, event, path_of(inquiry), company=inquiry.buyer.name, title=inquiry.title)


@subscribe("inquiry.reopened")
def inquiry_reopened(event: Event) -> None:
    """The other side, in words that name no company."""
    inquiry = find(event)
    if inquiry is None or inquiry.is_closed:
        return
    if event.company_id == inquiry.supplier_id:
        Notification.tell(askers(inquiry, event), event, path_of(inquiry), title=inquiry.title)
    elif not inquiry.spam:
        Notification.tell(answerers(inquiry, event), event, path_of(inquiry), title=inquiry.title)


@subscribe("inquiry.assigned")
def inquiry_assigned(event: Event) -> None:
    """To whom it was handed by somebody; who gets it when it arrives is told of the inquiry itself.

    When it is handed to nobody because the person left or is away, all who may answer are told.
    """
    inquiry, why = find(event), event.payload.get("why")
    if inquiry is None or why == "rule" or inquiry.is_closed or inquiry.assignee_id != event.payload.get("to"):
        return
    if inquiry.assignee_id or why in {"left", "away"}:
        people = answerers(inquiry, event)
        Notification.tell(people, event, path_of(inquiry), company=inquiry.buyer.name, title=inquiry.title)


@subscribe("inquiry.spam_confirmed")
def inquiry_was_spam(event: Event) -> None:
    """The owners and managers of who sent it: it is their company that may ask fewer from now on."""
    inquiry = find(event)
    if inquiry and InquiryReport.objects.filter(inquiry=inquiry, state=InquiryReport.State.CONFIRMED).exists():
        people = people_of([inquiry.buyer_id], "edit_company", event)
        Notification.tell(people, event, path_of(inquiry), title=inquiry.title)


@subscribe("inquiry.spam_dismissed")
def inquiry_was_none(event: Event) -> None:
    """Who put it aside has it back."""
    inquiry = find(event)
    if inquiry and not inquiry.spam:
        people = answerers(inquiry, event)
        path = path_of(inquiry) if not inquiry.is_closed else address("offers:inquiries")
        Notification.tell(people, event, path, title=inquiry.title)
