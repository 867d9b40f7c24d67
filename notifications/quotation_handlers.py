"""Notifications about quotations: to the people of the two companies, and about nobody else's name or figure."""

from typing import Any

from notifications.handlers import path_of
from notifications.models import Notification
from notifications.moments import day_of
from notifications.recipients import people_of, person_or_colleagues
from notifications.trust_handlers import tell_each
from offers.models import RFQ
from portal.core.events import Event, subscribe
from trade.feedback import BANDS
from trade.models import Quotation

State = Quotation.State


def find(event: Event, *states: str) -> Quotation | None:
    """While it still is so: what was decided anew meanwhile is told by the newer fact."""
    rows = Quotation.objects.for_cards().filter(pk=event.subject_id or 0)
    found: Quotation | None = (rows.filter(state__in=states) if states else rows).first()
    return found


def buyers(quotation: Quotation, event: Event) -> Any:
    """Who asked, else who buys."""
    about = quotation.rfq or quotation.inquiry
    asker = about.user_id if about else None
    return person_or_colleagues(asker, quotation.buyer_id, "buy", event)


def sellers(quotation: Quotation, event: Event) -> Any:
    return person_or_colleagues(quotation.user_id, quotation.supplier_id, "sell", event)


def side_told(quotation: Quotation, event: Event) -> tuple[Any, str]:
    """The people of the side that did not do it, and the name of the one that did."""
    if event.company_id == quotation.supplier_id:
        return buyers(quotation, event), quotation.supplier.name
    return sellers(quotation, event), quotation.buyer.name


@subscribe("quotation.submitted", "quotation.revised")
def quotation_came(event: Event) -> None:
    quotation = find(event, State.SUBMITTED, State.REVISED)
    if quotation:
        people = buyers(quotation, event)
        Notification.tell(people, event, path_of(quotation), company=quotation.supplier.name, title=quotation.title)


@subscribe("quotation.countered")
def quotation_countered(event: Event) -> None:
    quotation = find(event, State.COUNTERED)
    if quotation:
        people = sellers(quotation, event)
        Notification.tell(people, event, path_of(quotation), company=quotation.buyer.name, title=quotation.title)


@subscribe("quotation.accepted", "quotation.confirmed")
def quotation_agreed(event: Event) -> None:
    """The side that did not say the last word; under a request the supplier hears that it was chosen."""
    quotation = find(event, *([State.ACCEPTED] if event.kind == "quotation.accepted" else Quotation.LIVE))
    if quotation:
        people, company = side_told(quotation, event)
        Notification.tell(people, event, path_of(quotation), company=company, title=quotation.title)


@subscribe("quotation.declined")
def quotation_declined(event: Event) -> None:
    """With the reason, and to the supplier how far its price was off: in a band, of nobody's figure."""
    quotation = find(event, State.DECLINED)
    if quotation is None:
        return
    people, company = side_told(quotation, event)
    to_supplier = event.company_id != quotation.supplier_id

    def words() -> dict[str, Any]:
        band = str(BANDS.get(quotation.price_band, "")) if to_supplier else ""
        reason = ". ".join(filter(None, [str(quotation.get_decline_reason_display()), band]))
        return {"company": company, "title": quotation.title, "reason": reason}

    tell_each(people, event, path_of(quotation), words)


@subscribe("quotation.withdrawn")
def quotation_withdrawn(event: Event) -> None:
    """A draft that nobody has seen is nobody's news."""
    quotation = find(event, State.WITHDRAWN)
    if quotation and quotation.first_submitted_at:
        people = buyers(quotation, event)
        Notification.tell(people, event, path_of(quotation), company=quotation.supplier.name, title=quotation.title)


@subscribe("quotation.expired")
def quotation_expired(event: Event) -> None:
    quotation = find(event, State.EXPIRED)
    if quotation:
        Notification.tell(sellers(quotation, event), event, path_of(quotation), title=quotation.title)


@subscribe("quotation.approval_asked")
def approval_asked(event: Event) -> None:
    quotation = find(event, State.APPROVAL, *Quotation.LIVE, State.EXPIRED)
    if quotation and quotation.versions.filter(submitted_at=None, approval="asked").exists():
        people = people_of([quotation.supplier_id], "approve_quotations", event)
        Notification.tell(people, event, path_of(quotation), company=quotation.buyer.name, title=quotation.title)


@subscribe("quotation.approval_refused", "quotation.approved")
def approval_answered(event: Event) -> None:
    """Whoever wrote the version."""
    quotation = find(event)
    if quotation:
        writer = event.payload.get("writer") or quotation.user_id
        people = person_or_colleagues(writer, quotation.supplier_id, "sell", event)
        Notification.tell(people, event, path_of(quotation), company=quotation.buyer.name, title=quotation.title)


@subscribe("rfq.amended")
def confirm_again(event: Event) -> None:
    """Each supplier whose quotation no longer fits the wording of the request."""
    if not event.payload.get("material") or not RFQ.objects.filter(pk=event.subject_id or 0).exists():
        return
    for quotation in Quotation.objects.live().for_cards().filter(rfq=event.subject_id).order_by("pk"):
        if quotation.needs_confirmation:
            words = {"company": quotation.buyer.name, "title": quotation.title}
            people, path = sellers(quotation, event), path_of(quotation)
            Notification.tell(people, event, path, kind="quotation.confirm_again", **words)


@subscribe("quotation.answer_due")
def answer_due(event: Event) -> None:
    """Whose turn it is, as long as it is."""
    quotation = find(event, *Quotation.LIVE)
    if quotation is None or quotation.respond_by is None:
        return
    is_suppliers = quotation.turn == Quotation.Turn.SUPPLIER
    people = sellers(quotation, event) if is_suppliers else buyers(quotation, event)
    company = quotation.buyer.name if is_suppliers else quotation.supplier.name
    words: dict[str, Any] = {"company": company, "title": quotation.title, "day": day_of(quotation.respond_by)}
    Notification.tell(people, event, path_of(quotation), **words)


@subscribe("quotation.ending")
def quotation_ending(event: Event) -> None:
    """Both sides, while it is live and nobody has given it more time."""
    quotation = find(event, *Quotation.LIVE)
    if quotation is None or quotation.valid_until is None:
        return
    if event.payload.get("until") != quotation.valid_until.isoformat():
        return
    people = [*sellers(quotation, event), *buyers(quotation, event)]
    words: dict[str, Any] = {"title": quotation.title, "day": day_of(quotation.valid_until)}
    Notification.tell(people, event, path_of(quotation), **words)
