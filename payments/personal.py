"""The payments that a person began, and the refunds they made."""

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from payments.models import Charge, Refund, RefundProposal


@personal_data("payments")
def charges(user: User) -> Rows:
    names = ("ref", "title", "amount", "currency", "state", "email", "created_at", "paid_at")
    yield from Charge.objects.filter(by=user).order_by("pk").values(*names).iterator(chunk_size=1000)


@personal_data("refunds")
def refunds(user: User) -> Rows:
    names = ("ref", "charge__ref", "amount", "charge__currency", "reason", "state", "created_at")
    yield from Refund.objects.filter(by=user).order_by("pk").values(*names).iterator(chunk_size=1000)


@personal_data("refunds asked for")
def refund_proposals(user: User) -> Rows:
    names = ("ref", "charge__ref", "amount", "charge__currency", "reason", "state", "proposed_at")
    yield from RefundProposal.objects.filter(proposed_by=user).order_by("pk").values(*names).iterator(chunk_size=1000)


@on_farewell
def forget(user: User) -> None:
    """The sums stay, as books must; the address goes."""
    Charge.objects.filter(by=user).update(email="")
