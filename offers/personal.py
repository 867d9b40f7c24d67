"""The inquiries and offers that a person began or answered."""

from django.db.models import Q

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from offers.models import (
    Inquiry,
    InquiryAbsence,
    InquiryContact,
    InquiryMessage,
    InquiryNote,
    InquirySeen,
    Offer,
)


@personal_data("inquiries")
def inquiries(user: User) -> Rows:
    """Begun or written in; of the other side's words nothing."""
    written = InquiryMessage.objects.filter(user=user)
    mine = Q(user=user) | Q(pk__in=written.values("inquiry_id"))
    for one in Inquiry.objects.filter(mine).order_by("pk").iterator(chunk_size=1000):
        row = {"ref": one.ref, "about": one.title, "state": one.state, "created_at": one.created_at}
        if one.user_id == user.pk:
            row["your_question"] = one.question
        row["your_messages"] = list(written.filter(inquiry=one).values("created_at", "body"))
        yield row


@personal_data("inquiry_contacts")
def contacts(user: User) -> Rows:
    """What the person let other companies see, and when it was seen and taken back."""
    rows = InquiryContact.objects.filter(user=user).order_by("pk")
    names = ("inquiry__ref", "name", "email", "phone", "shared_at", "seen_at", "withdrawn_at")
    yield from rows.values(*names).iterator(chunk_size=1000)


@personal_data("inquiry_notes")
def notes(user: User) -> Rows:
    rows = InquiryNote.objects.filter(user=user).order_by("pk")
    yield from rows.values("inquiry__ref", "body", "created_at").iterator(chunk_size=1000)


@on_farewell
def forget(user: User) -> None:
    """Contact details are shown no more and not kept; what they have read and when they are away is nobody's matter."""
    InquiryContact.objects.filter(user=user).delete()
    InquirySeen._default_manager.filter(user=user).delete()
    InquiryAbsence._default_manager.filter(user=user).delete()


@personal_data("offers")
def offers(user: User) -> Rows:
    posted = Offer.objects.filter(user=user).order_by("pk")
    yield from posted.values("ref", "side", "title", "text", "state", "created_at").iterator(chunk_size=1000)
