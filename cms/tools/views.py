"""The tools' pages."""

import csv
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from moneyed import Money

from catalog import nomenclature
from cms.tools import clocks, incoterm_duties, rates, units
from cms.tools.finding import TOOLS
from cms.tools.forms import CurrencyForm, HsForm, IncotermForm, TimeForm, UnitForm
from portal.core.http import Request
from portal.core.money import convert, ecb
from portal.core.units import unit_name

OTHERS = ("USD", "EUR", "KRW", "JPY", "CNY", "GBP", "AUD", "CAD", "SGD", "THB", "IDR", "MXN", "BRL", "CHF")


def index(request: Request) -> HttpResponse:
    return render(request, "cms/tools/index.html", {"tools": TOOLS})


def currency(request: Request) -> HttpResponse:
    form = currency_form(request)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        asked = form.cleaned_data
        money = Money(asked["amount"], asked["source"])
        others = [convert(money, code) for code in OTHERS if code not in {asked["source"], asked["target"]}]
        context |= {
            "money": money,
            "converted": convert(money, asked["target"]),
            "others": [found for found in others if found],
            "history": rates.history(asked["source"], asked["target"], asked["span"]),
            "newest": ecb()["EUR"][1],
        }
    return render(request, "cms/tools/currency.html", context)


def currency_form(request: Request) -> CurrencyForm:
    """From the reader's own currency, into the dollar or, from that, the euro."""
    own = request.GET.get("source", request.currency)
    return CurrencyForm(request.GET, initial={"source": request.currency, "target": "EUR" if own == "USD" else "USD"})


def currency_csv(request: Request) -> HttpResponse:
    """Every day's rate of the span as a file."""
    form = currency_form(request)
    if not form.is_valid():
        raise Http404
    source, target, span = (form.cleaned_data[name] for name in ("source", "target", "span"))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{source}-{target}.csv"'
    writer = csv.writer(response)
    writer.writerow(["date", f"{target} for 1 {source}", "source"])
    name = "European Central Bank, euro foreign exchange reference rates"
    writer.writerows((day, rates.figure(rate), name) for day, rate in rates.rates_between(source, target, span))
    return response


def incoterms(request: Request) -> HttpResponse:
    form = IncotermForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"mode": "", "seller": ""}
    found = incoterm_duties.rules(asked["mode"], asked["seller"])
    context = {"form": form, "rules": found, "table": incoterm_duties.table(found), "who": incoterm_duties.WHO.items()}
    return render(request, "cms/tools/incoterms.html", context)


def harmonized(request: Request) -> HttpResponse:
    form = HsForm(request.GET)
    question = form.cleaned_data["q"] if form.is_valid() else ""
    hits = nomenclature.find(question) if question else []
    nearly, near_hits = nomenclature.find_nearly(question) if question and not hits else ("", [])
    context = {
        "form": form,
        "question": question,
        "hits": hits or near_hits,
        "nearly": nearly if near_hits else "",
        "chapters": [] if question else nomenclature.chapters(),
        "most": nomenclature.MOST_HITS,
    }
    return render(request, "cms/tools/hs.html", context)


def heading(request: Request, code: str) -> HttpResponse:
    """A chapter, heading or subheading with what is above and below it, and who sells under it."""
    if not nomenclature.is_known(code):
        raise Http404
    *above, here = nomenclature.line_of(code)
    below = nomenclature.within(code)
    is_wordless = not any(hit.text or hit.title or hit.categories for hit in below)
    context = {"above": above, "here": here, "below": below, "is_wordless": is_wordless, "form": HsForm({})}
    return render(request, "cms/tools/hs_code.html", context)


def convert_units(request: Request) -> HttpResponse:
    form = UnitForm(request.GET)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        amount, unit = form.cleaned_data["amount"], form.cleaned_data["unit"]
        lines = units.conversions(amount, unit, form.cleaned_data["to"])
        context |= {
            "amount": units.shown(amount),
            "asked_from": unit_name(unit, 2),
            "lines": lines,
            "asked": next((line for line in lines if line.is_asked), None),
        }
    return render(request, "cms/tools/units.html", context)


def hours(request: Request) -> HttpResponse:
    form = TimeForm(request.GET)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        if len(form.zones) > 1:
            context["plan"] = clocks.plan(form.zones, form.cleaned_data["day"])
        else:
            form.add_error("place2", _("Choose a place with another clock."))
    return render(request, "cms/tools/time.html", context)
