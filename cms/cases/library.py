"""One page of the case library: what the address asks for, in which order, and the filters with their counts."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cms.cases.topics import CaseTopic
from cms.filters import COUNTRY, Filter, Narrowed
from companies.models import Company
from companies.sectors import sector_name

if TYPE_CHECKING:
    from cms.cases.rows import CaseQuerySet

NEWEST = "newest"
SORTS: dict[str, Any] = {
    NEWEST: _("Newest"),
    "year": _("Latest year"),
    "title": _("By title"),
}
ORDERS: dict[str, tuple[Any, ...]] = {
    NEWEST: ("-date", "-pk"),
    "year": (F("year").desc(nulls_last=True), "-date", "-pk"),
    "title": ("title", "pk"),
}
SIZES = {value: place for place, value in enumerate(Company.Employees.values)}


def size_said(value: str) -> str:
    return str(Company.Employees(value).label) if value in SIZES else ""


def year_said(value: str) -> str:
    return value if value.isascii() and value.isdigit() and len(value) == 4 else ""


class Library(Narrowed):
    SIZE = 12

    def __init__(self, rows: "CaseQuerySet", parameters: QueryDict) -> None:
        topics = {one.slug: one.name for one in CaseTopic.objects.prefetch_related("names")}
        filters = {
            "topic": Filter(_("Topic"), "topics__slug", lambda value: topics.get(value, "")),
            "sector": Filter(_("Sector"), "sector", lambda value: str(sector_name(value))),
            "country": COUNTRY,
            "size": Filter(_("People"), "size", size_said, rank=lambda value: SIZES.get(value, 0)),
            "year": Filter(_("Year"), "year", year_said, rank=lambda value: -int(value)),
        }
        super().__init__(rows, parameters, filters)
        sort = parameters.get("sort", "")
        self.sort = sort if sort in SORTS else NEWEST

    def in_order(self, rows: Any) -> Any:
        return rows.order_by(*ORDERS[self.sort])

    def pairs(self) -> list[tuple[str, str]]:
        return super().pairs() + ([("sort", self.sort)] if self.sort != NEWEST else [])

    def sorts(self) -> list[tuple[Any, str, bool]]:
        """(name, address, whether it is the one in force) of each order."""
        kept = [pair for pair in self.pairs() if pair[0] != "sort"]
        return [(title, f"?{urlencode([*kept, ('sort', name)])}", name == self.sort) for name, title in SORTS.items()]
