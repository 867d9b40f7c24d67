"""Which products go in: those that were ticked, those that pass some filters, or all that are published."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.categories import Category
from portal.core.texts import clean_line

if TYPE_CHECKING:
    from django.http import QueryDict

    from catalog.models import ProductQuerySet
    from companies.models import Company

MOST_TICKED = 500


@dataclass(frozen=True)
class Selection:
    """Empty: everything. With `refs` the filters say nothing. Kept as JSON with what was made of it."""

    refs: tuple[str, ...] = ()
    q: str = ""
    state: str = ""
    category: str = ""
    unpublished: bool = False

    @classmethod
    def of(cls, data: "QueryDict") -> "Selection":
        """From the address of a page, whose filters are those of the table of own products."""
        from catalog.product_rows import EXPIRING
        from catalog.products import Product

        state = data.get("state", "")
        category = data.get("category", "")
        return cls(
            refs=tuple(dict.fromkeys(clean_line(ref)[:16] for ref in data.getlist("ref")))[:MOST_TICKED],
            q=clean_line(data.get("q", ""))[:100],
            state=state if state in {*Product.State.values, EXPIRING} else "",
            category=category if category in Category.tree() else "",
        )

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Selection":
        return cls(**{**kept, "refs": tuple(kept.get("refs", ()))})

    def as_json(self) -> dict[str, Any]:
        known = {"refs": list(self.refs), "q": self.q, "state": self.state, "category": self.category}
        kept: dict[str, Any] = {name: value for name, value in known.items() if value}
        return {**kept, "unpublished": True} if self.unpublished else kept

    def with_unpublished(self) -> "Selection":
        return replace(self, unpublished=True)

    @property
    def is_everything(self) -> bool:
        return self == Selection()

    def query(self) -> list[tuple[str, str]]:
        """The same as parts of an address."""
        filters = [(name, value) for name in ("q", "state", "category") if (value := getattr(self, name))]
        return [*(("ref", ref) for ref in self.refs), *filters]

    def own(self, company: "Company") -> "ProductQuerySet":
        """The company's products that fit, whatever their state; for its own people."""
        from catalog.models import Product

        rows = Product.objects.filter(company=company)
        if self.refs:
            return rows.filter(ref__in=self.refs)
        return rows.matching(q=self.q, state=self.state, category=Category.tree().get(self.category))

    def shown(self, company: "Company") -> "ProductQuerySet":
        """Those of them that others may see: published ones, unless the company chose to show drafts, too."""
        rows = self.own(company)
        return rows if self.unpublished else rows.published()

    def in_words(self) -> str:
        """What a list of catalogues calls it."""
        if self.refs:
            count = len(self.refs)
            return ngettext("%(count)s chosen product", "%(count)s chosen products", count) % {"count": count}
        found = Category.tree().get(self.category)
        words = [found.name] if found else []
        words += [f"“{self.q}”"] if self.q else []
        return " · ".join(words) or _("All products")
