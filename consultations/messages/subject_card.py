"""What a consultation is about, as a card that stays in sight above the talk."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from consultations.models import Room
from portal.core.actor import Actor
from portal.core.subjects import find_subject

KIND_NAMES = {
    "product": _("Product"),
    "offer": _("Offer"),
    "inquiry": _("Inquiry"),
    "company": _("Company"),
    "quotation": _("Quotation"),
    "order": _("Order"),
    "invoice": _("Invoice"),
    "payment": _("Payment"),
    "outside_payment": _("Payment"),
    "community": _("Community"),
    "introduction": _("Introduction"),
}


@dataclass(frozen=True)
class SubjectCard:
    """`facts` are the four facts (price for quantity, minimum order, lead time, Incoterm) when the subject has any."""

    kind: Any
    title: str
    url: str
    picture: Any
    facts: dict[str, Any] | None


def card_for(room: Room, actor: Actor) -> SubjectCard:
    """The card; only the title that was kept when the subject is gone or no longer to be seen."""
    kind = KIND_NAMES.get(room.subject_kind, room.subject_kind)
    try:
        subject = find_subject(room.subject_kind, room.subject_key, actor)
    except Http404:
        return SubjectCard(kind, room.title, "", None, None)
    return SubjectCard(kind, subject.subject_title, subject.get_absolute_url(), picture_of(subject), facts_of(subject))


def picture_of(subject: Any) -> Any:
    """Its first picture, or its product's."""
    shown = subject if hasattr(subject, "pictures") else getattr(subject, "product", None)
    return shown.pictures.first() if shown is not None else None


def facts_of(subject: Any) -> dict[str, Any] | None:
    """The kinds come from apps that this one does not know; what a fact is called is the same in all of them."""
    first = getattr(subject, "first_price", None)
    price = getattr(subject, "unit_price", None) or getattr(subject, "target_price", None)
    facts = {
        "price": first.unit_price if first else price,
        "quantity": first.min_quantity if first else getattr(subject, "quantity", None),
        "unit": getattr(subject, "unit", ""),
        "moq": getattr(subject, "moq", None),
        "lead_time_days": getattr(subject, "lead_time_days", None),
        "incoterm": getattr(subject, "incoterm", ""),
        "incoterm_place": getattr(subject, "incoterm_place", ""),
    }
    known = [value for name, value in facts.items() if name != "unit" and value not in (None, "")]
    return facts if known else None
