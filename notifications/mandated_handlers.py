"""Tells who acts for a firm under a mandate that the other side has answered, as far as the mandate reaches.

The firm's own people are told as ever. A message to the intermediary is told by its place in the intermediary, names
the mandate (`data["mandate"]`), and leads to the firm's page, which opens under that mandate only
(`recipients.still_concerns`, `views.follow`).
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Value

from companies.models import Mandate, User
from companies.permissions import POWERS
from consultations.models import Message
from notifications.handlers import PATIENCE, path_of
from notifications.models import Notification
from offers.models import Inquiry
from portal.core.events import Event, subscribe
from trade.models import Quotation

KIND = "mandate.reply"


def holders(mandate: Mandate, power: str, event: Event) -> "QuerySet[User, Any]":
    """The people of the agent who could go on with it now; never the one who did it."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    people = User.objects.filter(is_active=True, memberships__company=mandate.agent_id, memberships__role__in=roles)
    if mandate.names_people:
        people = people.filter(pk__in=mandate.people.values("pk"))
    people = people.exclude(memberships__company=mandate.principal_id).exclude(pk=event.user_id or 0)
    return people.annotate(told_for=Value(mandate.agent_id), told_by_power=Value(power))


def tell_holders(
    firms: Iterable[int], power: str, event: Event, subject: Any, fold: bool = False, **words: Any
) -> None:
    """The holders of every mandate in force that one of the firms gave and whose scope has this power."""
    rows = Mandate.objects.in_force().filter(principal__in=list(firms)).select_related("principal", "agent")
    for mandate in rows.prefetch_related("people").order_by("pk"):
        if power not in mandate.powers or mandate.agent_id == event.company_id:
            continue
        named = {"firm": mandate.principal.name, "mandate": mandate.ref, **words}
        patience = PATIENCE if fold else None
        people = holders(mandate, power, event)
        Notification.tell(people, event, path_of(subject), kind=KIND, patience=patience, fold=fold, **named)


@subscribe("inquiry.sent", "inquiry.asked_again", "inquiry.answered")
def inquiry_replied(event: Event) -> None:
    rows = Inquiry.objects.select_related("buyer", "supplier", "offer")
    inquiry = rows.filter(pk=event.subject_id or 0).first()
    if inquiry is None or inquiry.spam:
        return
    if event.kind == "inquiry.answered":
        power = "sell" if inquiry.asks_a_buyer else "buy"
        if not inquiry.supplier_is_hidden:
            who: dict[str, Any] = {"company": inquiry.supplier.name, "title": inquiry.title}
            tell_holders([inquiry.buyer_id], power, event, inquiry, **who)
    elif inquiry.is_sent:
        who = {"company": inquiry.buyer.name, "title": inquiry.title}
        tell_holders([inquiry.supplier_id], inquiry.power_to_answer, event, inquiry, **who)


@subscribe(
    *("quotation.submitted", "quotation.revised", "quotation.countered", "quotation.accepted"),
    *("quotation.declined", "quotation.withdrawn"),
)
def quotation_replied(event: Event) -> None:
    """The side that did not do it; a draft that nobody has seen is nobody's news."""
    quotation = Quotation.objects.for_cards().filter(pk=event.subject_id or 0).first()
    if quotation is None or not quotation.first_submitted_at:
        return
    if event.company_id == quotation.supplier_id:
        firm, power, other = quotation.buyer_id, "buy", quotation.supplier.name
    else:
        firm, power, other = quotation.supplier_id, "sell", quotation.buyer.name
    tell_holders([firm], power, event, quotation, company=other, title=quotation.title)


@subscribe("message.posted")
def message_replied(event: Event) -> None:
    message = Message.objects.select_related("room", "company").filter(pk=event.subject_id or 0).first()
    if message is None or message.is_automatic:
        return
    here = message.room.parties.here().exclude(company=message.company_id).values_list("company_id", flat=True)
    who = {"company": message.company.name, "title": message.room.title}
    tell_holders(here, "talk", event, message.room, fold=True, **who)
