"""Postings and their entries: written once, in balance, and never changed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from companies.models import Company
from portal.core.actor import Actor
from portal.core.money import AmountField, CurrencyField, rounded
from trade.books.permissions import can_read_books
from trade.orders.models import Order


class Account(models.TextChoices):
    """Where money is, or who owes it. In debit (positive): what a company has, is owed, or has bought."""

    RECEIVABLE = "receivable", _("Owed by the buyer")
    PAYABLE = "payable", _("Owed to the supplier")
    SALES = "sales", _("Sales")
    PURCHASES = "purchases", _("Purchases")
    TAX_CHARGED = "tax_charged", _("Tax charged")
    TAX_PAID = "tax_paid", _("Tax paid")
    OUTSIDE = "outside", _("Bank, outside the portal")
    CARD = "card", _("Paid by Stripe")
    HELD = "held", _("Delayed payout at Stripe")
    STRIPE = "stripe", _("Received by Stripe")
    DISPUTED = "disputed", _("Disputed at Stripe")
    OWED_BACK = "owed_back", _("Owed back after lost disputes")


Side = tuple[str, Money]


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, actor: Actor) -> "PostingQuerySet":
        """A company's own books, to those of its roles who may read them."""
        return self.filter(company_id=actor.company_id) if can_read_books(actor) else self.none()

    def sealed(self) -> "PostingQuerySet":
        return self.filter(is_sealed=True)


class Posting(models.Model):
    """One fact in one company's books, such as a payment that arrived; its entries sum to zero in each currency.

    `key` names the fact and the company's side of it: the same fact is posted once. `size` is how many entries there
    are; once sealed, neither the row nor its entries change, and no entry is added (held by triggers).
    """

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, models.PROTECT, related_name="postings")
    text = models.CharField(max_length=200, blank=True)
    day = models.DateField(default=timezone.localdate)
    size = models.PositiveSmallIntegerField()
    is_sealed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        constraints = [models.CheckConstraint(condition=Q(size__gte=2), name="posting_has_two_sides")]
        indexes = [models.Index(fields=["company", "-id"], name="posting_book")]

    def __str__(self) -> str:
        return self.key

    @classmethod
    def post(cls, key: str, kind: str, company_id: int, order: Order, sums: Iterable[Side], text: str = "") -> bool:
        """Whether it was posted now; False for a fact that is in the books already.

        Raises ValueError for sums out of balance or not in whole minor units: those are faults of ours.
        """
        sums = [(account, money) for account, money in sums if money.amount]
        check_balance(sums)
        if not sums:
            return False
        with transaction.atomic():
            new = cls(key=key, kind=kind, company_id=company_id, order=order, size=len(sums), text=text[:200])
            cls.objects.bulk_create([new], ignore_conflicts=True)  # waits for another who is posting the same
            mine = cls.objects.select_for_update(no_key=True).filter(key=key, is_sealed=False).first()
            if mine is None:
                return False
            LedgerEntry.objects.bulk_create(
                LedgerEntry(posting=mine, account=account, amount=money.amount, currency=money.currency.code)
                for account, money in sums
            )
            mine.is_sealed = True
            mine.save(update_fields=["is_sealed"])
        return True


def check_balance(sums: list[Side]) -> None:
    totals: dict[str, Decimal] = {}
    for _account, money in sums:
        if rounded(money) != money:
            raise ValueError(f"{money!r} is not in whole minor units")
        totals[money.currency.code] = totals.get(money.currency.code, Decimal(0)) + money.amount
    if any(totals.values()):
        raise ValueError(f"out of balance: {sums!r}")


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def visible_to(self, actor: Actor) -> "LedgerEntryQuerySet":
        return self.filter(posting__in=Posting.objects.visible_to(actor).sealed())

    def balances(self) -> list[dict[str, Any]]:
        """`account`, `currency` and `balance`, those that are not zero."""
        rows = self.order_by().values("account", "currency").annotate(balance=Sum("amount"))
        return list(rows.exclude(balance=0).order_by("currency", "account"))


class LedgerEntry(models.Model):
    """`amount` in debit (positive) or credit (negative) on an account of the posting's company."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="entries")
    account = models.CharField(_("account"), max_length=12, choices=Account)
    amount = AmountField()
    currency = CurrencyField()

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="ledger_entry_not_nothing")]

    def __str__(self) -> str:
        return f"{self.account} {self.amount} {self.currency}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def account_label(self) -> str:
        return str(Account(self.account).label)
