"""Which companies: questions to the whole market."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from companies.models.company_text import CompanyText
from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models.company import Company  # noqa: F401  (its rows)


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, actor: Actor) -> "CompanyQuerySet":
        """Every active company is public; a suspended one only its own people and staff see."""
        if actor.is_staff:
            return self
        return self.filter(models.Q(is_active=True) | models.Q(pk=actor.company_id))

    def suppliers(self) -> "CompanyQuerySet":
        return self.filter(kind__in=[self.model.Kind.SUPPLIER, self.model.Kind.BOTH])

    def with_texts(self) -> "CompanyQuerySet":
        return self.prefetch_related("texts")

    def for_booth(self) -> "CompanyQuerySet":
        """With all that a company's page shows of itself."""
        return self.select_related("layout").prefetch_related(
            "texts", "certificates", "photos", "short_addresses", "memberships__user"
        )

    def countries(self) -> list[str]:
        """The countries that occur, for a filter."""
        return list(self.order_by("country").values_list("country", flat=True).distinct())

    def counts(self, field: str) -> dict[str, int]:
        """How many there are of each value of `field`."""
        rows = self.order_by().values_list(field).annotate(models.Count("pk"))
        return {str(value): number for value, number in rows if value}

    def matching(
        self,
        q: str = "",
        sector: str = "",
        country: str = "",
        kind: str = "",
        tier: int = 0,
        market: str = "",
        language: str = "",
        certificate: str = "",
    ) -> "CompanyQuerySet":
        """Those that pass every filter given; `q` is looked for in the names and in what they say they make.

        `market` is a country they export to, `language` one they answer in (codes); `certificate` a part of the name
        of one that has not expired.
        """
        rows: CompanyQuerySet = self.filter(tier__gte=tier)
        for field, value in {"sector": sector, "country": country, "kind": kind}.items():
            rows = rows.filter(**{field: value}) if value else rows
        for field, value in {"markets": market, "languages": language}.items():
            rows = rows.listing(field, value) if value else rows
        if certificate:
            rows = rows.filter(pk__in=self.model.objects.holding(certificate))
        return rows.saying(q) if q else rows

    def holding(self, certificate: str) -> Any:
        """The ids of those that state a certificate with this in its name, which has not run out."""
        lasting = models.Q(certificates__valid_until=None) | models.Q(certificates__valid_until__gte=localdate())
        named = {"certificates__name__icontains": certificate, "certificates__removed_at": None}
        return self.filter(lasting, **named).values("pk")

    def listing(self, field: str, code: str) -> "CompanyQuerySet":
        """Those whose list `field` has `code` in it; by its text, which every database can look into."""
        text = {f"{field}_text": Cast(field, models.TextField())}
        rows: CompanyQuerySet = self.alias(**text).filter(**{f"{field}_text__contains": f'"{code}"'})
        return rows

    def saying(self, q: str) -> "CompanyQuerySet":
        """Those in whose names, sentence or main products each word occurs."""
        rows = self.all()
        for word in q.split()[:8]:
            said = CompanyText.objects.filter(tagline__icontains=word).values("company_id")
            named = models.Q(name__icontains=word) | models.Q(local_name__icontains=word)
            rows = rows.filter(named | models.Q(main_products__icontains=word) | models.Q(pk__in=said))
        return rows
