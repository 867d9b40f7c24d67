"""Questions about good practices: which there are, and whose firm may be named."""

from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from cms.models.base import ArticleQuerySet
from companies.models import Company

if TYPE_CHECKING:
    from cms.cases.models import CasePage  # noqa: F401  (its rows)

MOST_WORDS = 8
SAID_IN = ("title", "summary", "result", "problem", "solution", "country", "topics__names__name")


class CaseQuerySet(ArticleQuerySet):
    def newest(self, locale_id: int) -> "CaseQuerySet":
        rows: CaseQuerySet = self.open_in(locale_id).order_by("-date", "-pk")
        return rows.for_cards()

    def open_in(self, locale_id: int) -> "CaseQuerySet":
        """Published ones of a language, without an order."""
        return cast("CaseQuerySet", self.live().unrestricted().filter(locale_id=locale_id))

    def for_cards(self) -> "CaseQuerySet":
        """With what a card shows: the picture, and the firm's name if it may be shown."""
        rows: CaseQuerySet = self.with_consent().select_related("picture", "company")
        return cast("CaseQuerySet", rows.prefetch_related("picture__renditions"))

    def with_consent(self) -> "CaseQuerySet":
        """`has_consent` says whether the firm agreed to be named and has not taken it back."""
        return cast("CaseQuerySet", self.annotate(has_consent=consented()))

    def about(self, company: Company) -> "CaseQuerySet":
        """Those of a company on the market that agreed to be named."""
        return cast("CaseQuerySet", self.with_consent().filter(company=company, has_consent=True))

    def saying(self, q: str) -> "CaseQuerySet":
        """Those in which every word occurs; the name of a firm finds only those in which it stands."""
        rows = self.with_consent()
        for word in q.split()[:MOST_WORDS]:
            named = Q(company_name__icontains=word) | Q(company__name__icontains=word)
            said = named & (Q(is_example=True) | Q(has_consent=True))
            for field in SAID_IN:
                said |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(pk__in=self.model.objects.with_consent().filter(said).values("pk"))
        return rows


def consented() -> Exists:
    """Whether a consent is in force for this very firm; one of another firm says nothing about it."""
    consents: Any = apps.get_model("cms", "CaseConsent")
    by_company = Q(company_id=OuterRef("company_id"))
    by_name = Q(company=None, firm=OuterRef("company_name")) & Q(firm__gt="")
    rows = consents.objects.in_force().filter(case_key=OuterRef("translation_key"))
    return Exists(rows.filter(by_company | by_name))
