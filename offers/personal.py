"""The inquiries and offers that a person began or answered."""

from django.db.models import Q

from companies.account.personal import Rows, personal_data
from companies.models import User
from offers.models import Inquiry, Offer


@personal_data("inquiries")
def inquiries(user: User) -> Rows:
    """Begun or answered; of the other side's words nothing."""
    for one in Inquiry.objects.filter(Q(user=user) | Q(answered_by=user)).order_by("pk").iterator(chunk_size=1000):
        row = {"ref": one.ref, "about": one.title, "state": one.state, "created_at": one.created_at}
        if one.user_id == user.pk:
            row["your_question"] = one.question
        if one.answered_by_id == user.pk:
            row |= {"your_answer": one.answer, "answered_at": one.answered_at}
        yield row


@personal_data("offers")
def offers(user: User) -> Rows:
    posted = Offer.objects.filter(user=user).order_by("pk")
    yield from posted.values("ref", "side", "title", "text", "state", "created_at").iterator(chunk_size=1000)
