"""The supplier's own running number of its orders: one row a year, locked by whoever takes the next."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from companies.models import Company


class OrderNumbers(models.Model):
    """The last number that `company` has given in `year`.

    Taken in the transaction that makes the order: one that does not come about leaves no gap behind.
    """

    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "numbers of orders"
        verbose_name_plural = "numbers of orders"
        constraints = [
            models.UniqueConstraint(fields=["company", "year"], name="order_numbers_of_year"),
            models.CheckConstraint(condition=Q(last__gte=0), name="order_numbers_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.year}: {self.last}"


def next_number(company: Company) -> tuple[int, int]:
    """The year and the next number of this supplier. To be called in the transaction that uses it."""
    year = timezone.localdate().year
    OrderNumbers.objects.get_or_create(company=company, year=year)
    row = OrderNumbers.objects.select_for_update(no_key=True).filter(company=company, year=year).get()
    row.last += 1
    row.save(update_fields=["last"])
    return year, row.last


def numbered(word: str, path: str = "") -> Q:
    """Orders with the number `2026-0007`, as the supplier counts; nothing for other words. `path` leads to them."""
    year, dash, number = word.rpartition("-")
    year = year.rpartition("-")[2]
    if dash and word.isascii() and year.isdigit() and number.isdigit() and len(year) == 4 and len(number) < 9:
        return Q(**{f"{path}year": int(year), f"{path}number": int(number)})
    return Q(pk__in=())
