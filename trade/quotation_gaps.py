"""How far two wordings of a quotation are apart, in words: `5 % less`, `3 days longer`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.units import quantity as quantity_words

Values = Mapping[str, Any]


def percent_gap(old: Decimal | None, new: Decimal | None) -> str:
    """`12.5 % less`; empty where one is missing, or where they are equal."""
    if old is None or new is None or old == new or not old:
        return ""
    share = abs(new / old - 1) * 100
    percent = "<0.1" if share < Decimal("0.1") else f"{share:.1f}".removesuffix(".0")
    return (_("%(percent)s %% less") if new < old else _("%(percent)s %% more")) % {"percent": percent}


def days_gap(old: int | None, new: int | None) -> str:
    if old is None or new is None or old == new:
        return ""
    days = abs(new - old)
    if new < old:
        return ngettext("%(days)s day shorter", "%(days)s days shorter", days) % {"days": days}
    return ngettext("%(days)s day longer", "%(days)s days longer", days) % {"days": days}


def date_gap(old: date | None, new: date | None) -> str:
    if old is None or new is None or old == new:
        return ""
    days = abs((new - old).days)
    if new < old:
        return ngettext("%(days)s day earlier", "%(days)s days earlier", days) % {"days": days}
    return ngettext("%(days)s day later", "%(days)s days later", days) % {"days": days}


def term_gaps(old: Values, new: Values) -> dict[str, str]:
    """By the keys of `term_words`; amounts in two currencies are not reckoned against each other."""
    same = old["currency"] == new["currency"]
    sample = [
        percent_gap(old["sample_amount"], new["sample_amount"]) if same else "",
        days_gap(old["sample_days"], new["sample_days"]),
    ]
    return {
        "lead_time": days_gap(old["lead_time_days"], new["lead_time_days"]),
        "payment": days_gap(old["payment_days"], new["payment_days"]),
        "sample": ", ".join(filter(None, sample)),
        "valid_until": date_gap(old["valid_until"], new["valid_until"]),
        "respond_by": date_gap(old["respond_by"], new["respond_by"]),
    }


def line_gaps(old: Values, new: Values) -> dict[str, str]:
    """By the keys of `line_words`; to be asked for two wordings in one currency."""
    return {
        "quantity": percent_gap(old["quantity"], new["quantity"]) if old["unit"] == new["unit"] else "",
        "price": percent_gap(old["amount"], new["amount"]),
        "tiers": tier_gaps(old, new),
        "moq": percent_gap(old["moq"], new["moq"]) if old["unit"] == new["unit"] else "",
        "lead_time": days_gap(old["lead_time_days"], new["lead_time_days"]),
    }


def tier_gaps(old: Values, new: Values) -> str:
    """Each quantity whose price is another one now, that is new, or that is gone."""
    if old["unit"] != new["unit"]:
        return ""
    before, after = dict(old["tiers"]), dict(new["tiers"])
    words = []
    for at in sorted({*before, *after}):
        if at not in before:
            gap = _("new")
        elif at not in after:
            gap = _("taken out")
        else:
            gap = percent_gap(before[at], after[at])
        if gap:
            names = {"quantity": quantity_words(at, new["unit"]), "change": gap}
            words.append(_("from %(quantity)s: %(change)s") % names)
    return "; ".join(words)
