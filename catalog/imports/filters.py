"""Which problems of an import are shown: of one kind, of one column, from one row on."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from catalog.imports.runs import ImportProblem, ImportRun

MOST_COLUMNS = 60
READING = ("too_long_row", "open_quote", "too_many_cells", "not_json", "not_object", "unreadable_signs")
MISSING = (
    *("sku_missing", "title_missing", "currency_missing", "period_missing", "range_half", "range_currency"),
    *("sample_price_missing", "sample_currency"),
)
NUMBERS = (
    *("not_number", "formula", "negative", "too_large", "not_whole", "range_order", "capacity_form", "tier_form"),
    *("tier_overlap", "price_zero", "price_high", "price_rises", "moq_zero"),
)
TWICE = ("sku_twice", "gtin_several", "picture_twice")
KINDS: dict[str, tuple[Any, Q]] = {
    "refused": (_("Refused rows"), Q(is_refusal=True) & ~Q(row=0)),
    "kept": (_("Imported, with something odd"), Q(is_refusal=False)),
    "missing": (_("Something is missing"), Q(code__in=MISSING)),
    "numbers": (_("Numbers and prices"), Q(code__in=NUMBERS)),
    "words": (_("Unknown words and codes"), Q(code__endswith="_unknown") & ~Q(row=0)),
    "reading": (_("Rows that cannot be read"), Q(code__in=READING)),
    "twice": (_("More than once"), Q(code__in=TWICE)),
    "pictures": (_("Pictures"), Q(row=0)),
}


@dataclass
class ProblemFilter:
    """What was chosen, and what there is to choose from. Wrong values choose nothing, and are no error."""

    run: "ImportRun"
    kind: str = ""
    column: str = ""
    row: int = 0
    kinds: list[dict[str, Any]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    total: int = 0

    @classmethod
    def of(cls, run: "ImportRun", data: "QueryDict") -> "ProblemFilter":
        row = data.get("row", "").strip()
        known = cls(run, kind=data.get("kind", ""), column=data.get("column", "").replace("\0", ""))
        known.row = int(row) if row.isdecimal() and len(row) <= 9 else 0
        known.kind = known.kind if known.kind in KINDS else ""
        known.count()
        return known

    @property
    def is_on(self) -> bool:
        return bool(self.kind or self.column or self.row)

    def count(self) -> None:
        """All kinds and the columns in two queries, however many problems there are."""
        counts = self.run.problems.aggregate(
            total=Count("pk"), **{name: Count("pk", filter=condition) for name, (_label, condition) in KINDS.items()}
        )
        self.total = counts["total"]
        self.kinds = [
            {"name": name, "label": label, "count": counts[name]} for name, (label, _c) in KINDS.items() if counts[name]
        ]
        if self.total:
            named = self.run.problems.exclude(row=0).exclude(column="").order_by("column")
            self.columns = list(named.values_list("column", flat=True).distinct()[:MOST_COLUMNS])

    def rows(self) -> "QuerySet[ImportProblem]":
        found = self.run.problems.all()
        if self.kind:
            found = found.filter(KINDS[self.kind][1])
        if self.column:
            found = found.filter(column=self.column)
        if self.row:
            return found.filter(row__gte=self.row).order_by("row", "pk")
        return found.order_by("-is_refusal", "row", "pk")
