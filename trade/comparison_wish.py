"""What the reader wants compared, as it stands in the address of the page: shareable, and never an error."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.models import RFQ
from portal.core.incoterms import INCOTERMS, incoterm_choices
from portal.core.money import euro_rate
from trade.comparison_prices import Basis
from trade.models import BuyerEstimate

AS_QUOTED = "quoted"
SORTS: dict[str, Any] = {
    "total": gettext_lazy("Lowest total"),
    "lead_time": gettext_lazy("Shortest lead time"),
    "tier": gettext_lazy("Checked furthest"),
    "received": gettext_lazy("Received first"),
}
MOST_PICKED = 200


@dataclass(frozen=True)
class Wish:
    """Empty values are the usual ones; `incoterm` may be AS_QUOTED, `checks` is None where the page decides."""

    currency: str = ""
    incoterm: str = ""
    step: int = 0
    sort: str = "total"
    picked: tuple[str, ...] = ()
    checks: bool | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Wish":
        """From an address; what makes no sense in it is passed over."""
        step, sort = query.get("step", ""), query.get("sort", "")
        return cls(
            query.get("currency", ""),
            query.get("incoterm", ""),
            int(step) if step.isascii() and step.isdigit() and len(step) < 3 else 0,
            sort if sort in SORTS else "total",
            tuple(dict.fromkeys(query.getlist("s")[:MOST_PICKED])),
            {"all": True, "none": False}.get(query.get("checks", "")),
        )

    def basis(self, rfq: RFQ, terms: Sequence[str]) -> Basis:
        currency = self.currency if self.currency in currencies_for(rfq) else rfq.currency
        if self.incoterm == AS_QUOTED:
            return Basis(currency, "", self.step)
        wanted = self.incoterm if self.incoterm in INCOTERMS else usual_incoterm(rfq, terms)
        return Basis(currency, wanted, self.step)

    def query(self, **changes: Any) -> str:
        """The part of an address that says this, with some of it changed; empty when all is as usual."""
        named: dict[str, Any] = {"currency": self.currency, "incoterm": self.incoterm, "step": self.step or ""}
        named |= {"sort": self.sort if self.sort != "total" else "", "s": self.picked}
        named |= {"checks": {True: "all", False: "none"}.get(self.checks, "")}  # type: ignore[arg-type]  # None is the default
        kept = {name: value for name, value in {**named, **changes}.items() if value}
        return f"?{urlencode(kept, doseq=True)}" if kept else ""


def usual_incoterm(rfq: RFQ, terms: Sequence[str]) -> str:
    """The one the buyer wished for, where somebody quotes on it or the buyer has estimated the way to it.

    Else the one most have quoted on: a first look at a grid in which nothing compares helps nobody.
    """
    named = [term for term in terms if term]
    wished = rfq.incoterm
    if wished and (not named or wished in named or is_estimated(rfq, wished)):
        return wished
    return max(sorted(set(named)), key=named.count) if named else ""


def is_estimated(rfq: RFQ, term: str) -> bool:
    return BuyerEstimate.objects.filter(quotation__rfq=rfq, to_term=term).exists()


def currencies_for(rfq: RFQ) -> list[str]:
    """The request's, and those of the portal that a rate is published for."""
    return list(dict.fromkeys([rfq.currency, *(code for code in settings.CURRENCIES if euro_rate(code))]))


def incoterms_for() -> list[tuple[str, str]]:
    return [(AS_QUOTED, _("As quoted, not evened out")), *incoterm_choices()]
