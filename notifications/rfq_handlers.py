"""Notifications about requests for quotation: to the buyer, to those who were asked, and to those who have quoted."""

from typing import Any

from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.recipients import people_of, person_or_colleagues
from notifications.trust_handlers import tell_each
from offers.matching import reason_words
from offers.models import RFQ, RFQQuestion, RFQSupplier
from portal.core.events import Event, subscribe
from trade.models import Quotation


def find(event: Event, *states: str) -> RFQ | None:
    rows = RFQ.objects.select_related("company").filter(pk=event.subject_id or 0)
    found: RFQ | None = rows.filter(state__in=states).first()
    return found


def buyers(rfq: RFQ, event: Event) -> Any:
    """Whoever began it, as long as they buy for the company; else all who do."""
    return person_or_colleagues(rfq.user_id, rfq.company_id, "buy", event)


def tell_buyers(rfq: RFQ, event: Event, path: str = "", kind: str = "") -> None:
    Notification.tell(buyers(rfq, event), event, path or path_of(rfq), kind=kind, title=rfq.title)


def concerned(rfq: RFQ, **marks: Any) -> set[int]:
    """The companies that have to do with it and have not passed."""
    rows = rfq.suppliers.filter(company__is_active=True, passed_at=None, **marks)
    return set(rows.values_list("company_id", flat=True))


def quoting(rfq: RFQ) -> set[int]:
    """Companies that have a quotation, handed in or not."""
    return set(Quotation.objects.filter(rfq=rfq).values_list("supplier_id", flat=True))


def tell_suppliers(rfq: RFQ, companies: set[int], event: Event, kind: str = "", path: str = "") -> None:
    people = people_of(sorted(companies), "sell", event)
    Notification.tell(people, event, path or path_of(rfq), kind=kind, title=rfq.title, company=rfq.company.name)


@subscribe("rfq.invited", "rfq.matched")
def supplier_asked(event: Event) -> None:
    """A supplier hears of a request, the proposed ones with why, in each reader's language."""
    rows = RFQSupplier.objects.select_related("rfq__company").filter(pk=event.subject_id or 0)
    row = rows.filter(rfq__state__in=RFQ.TAKING, passed_at=None).first()
    if row is None:
        return
    people, rfq = people_of([row.company_id], "sell", event), row.rfq

    def words() -> dict[str, Any]:
        reasons = ", ".join(reason_words(row.reasons)[:3])
        return {"company": rfq.company.name, "title": rfq.title, "reasons": reasons}

    tell_each(people, event, path_of(rfq), words)


@subscribe("rfq.asked")
def asked(event: Event) -> None:
    """The buyer; while nobody has looked, questions are counted."""
    questions = RFQQuestion.objects.select_related("rfq__company").filter(pk=event.subject_id or 0, answered_at=None)
    question = questions.first()
    if question:
        path = f"{path_of(question.rfq)}#questions"
        Notification.tell(buyers(question.rfq, event), event, path, fold=True, title=question.rfq.title)


@subscribe("rfq.question_answered")
def answered(event: Event) -> None:
    """Everybody who was invited, has begun to quote or asked: nobody shall know more than the others."""
    question = RFQQuestion.objects.select_related("rfq__company").filter(pk=event.subject_id or 0).first()
    if question and question.answered_at:
        rfq = question.rfq
        askers = set(rfq.questions.values_list("company_id", flat=True))
        companies = concerned(rfq, is_invited=True) | concerned(rfq, is_bidder=True) | askers | quoting(rfq)
        tell_suppliers(rfq, companies, event, path=f"{path_of(rfq)}#{question.ref}")


@subscribe("rfq.amended")
def amended(event: Event) -> None:
    """Who was asked or has quoted reads what changed; who must confirm anew is told so by their quotation."""
    rfq = find(event, *RFQ.TAKING)
    if rfq is None:
        return
    readers = concerned(rfq, is_invited=True) | concerned(rfq, is_bidder=True) | quoting(rfq)
    if event.payload.get("material"):
        readers -= set(Quotation.objects.live().filter(rfq=rfq).values_list("supplier_id", flat=True))
    tell_suppliers(rfq, readers, event, path=f"{path_of(rfq)}#changes")


@subscribe("rfq.closing_soon")
def closing_soon(event: Event) -> None:
    """The buyer, and those who were invited or have begun and not handed in."""
    rfq = find(event, *RFQ.TAKING)
    if rfq is None or not rfq.is_open:
        return
    tell_buyers(rfq, event, kind="rfq.closing_soon_buyer")
    begun = Quotation.objects.filter(rfq=rfq, first_submitted_at=None).values_list("supplier_id", flat=True)
    tell_suppliers(rfq, concerned(rfq, is_invited=True, is_bidder=False) | set(begun), event)


@subscribe("rfq.evaluating")
def evaluating(event: Event) -> None:
    """Whoever ended it early need not be told."""
    rfq = find(event, RFQ.State.EVALUATING)
    if rfq:
        tell_buyers(rfq, event)


@subscribe("rfq.closed", "rfq.cancelled", "rfq.expired")
def ended(event: Event) -> None:
    """Everybody who was asked or has quoted; of an expired one the buyer, too."""
    rfq = find(event, RFQ.State.CLOSED, RFQ.State.CANCELLED, RFQ.State.EXPIRED)
    if rfq is None:
        return
    if event.kind == "rfq.expired":
        tell_buyers(rfq, event, kind="rfq.expired_buyer")
    if rfq.published_at:
        companies = concerned(rfq, is_invited=True) | concerned(rfq, is_bidder=True) | quoting(rfq)
        tell_suppliers(rfq, companies, event)


@subscribe("rfq.sent_back")
def sent_back(event: Event) -> None:
    rfq = find(event, RFQ.State.DRAFT)
    if rfq and rfq.review_note:
        tell_buyers(rfq, event, path=address("rfqs:edit", rfq.ref))


@subscribe("rfq.published")
def approved(event: Event) -> None:
    """When staff let it out; whoever publishes by themselves knows."""
    rfq = find(event, *RFQ.TAKING)
    if rfq and event.company_id is None and event.user_id:
        tell_buyers(rfq, event, kind="rfq.approved")
