"""`/styleguide/`, with DEBUG only: every component with contents as they occur, in both themes."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import now
from moneyed import Money

from companies.models import Company
from portal.core.incoterms import incoterm_choices
from portal.core.texts import BlockField, LineField
from portal.core.units import unit_choices

CSS = Path(__file__).parent / "static" / "css"


class SampleForm(forms.Form):
    """One of every kind of field."""

    title = LineField(label="Title", max_length=120, help_text="Product, material and size first.")
    quantity = forms.IntegerField(label="Quantity", min_value=1)
    unit = forms.ChoiceField(label="Unit", choices=unit_choices, required=False)
    incoterm = forms.ChoiceField(label="Incoterm", choices=incoterm_choices, widget=forms.RadioSelect)
    message = BlockField(label="Message", max_length=2000, help_text="Partners answer sooner to a precise question.")
    drawing = forms.FileField(label="Drawing", required=False, help_text="PDF, STEP or a picture, up to 20 MB.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    news = forms.BooleanField(label="Tell me about answers by e-mail", required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    if "toast" in request.GET:
        messages.success(request, "Inquiry sent. The supplier usually answers within 5 hours.")
        messages.error(request, "The file was not saved: it is larger than 20 MB.")
    return render(request, "styleguide/styleguide.html", samples(request))


def samples(request: HttpRequest) -> dict[str, Any]:
    verified = {"tier": 2, "tier_since": now().date() - timedelta(days=90)}
    companies = [
        Company(name="Hanbit Precision Bearings", slug="hanbit", country="KR", timezone="Asia/Seoul", **verified),
        Company(name="Nordwerk Handel", slug="nordwerk", country="DE", timezone="Europe/Berlin", tier=1),
        Company(name="대구섬유협회", slug="daegu", country="KR", timezone="Asia/Seoul", tier=3),
        Company(name="Oficina São Bento", slug="bento", country="BR", timezone="America/Sao_Paulo", tier=0),
    ]
    for number, company in enumerate(companies, 1):  # they have no page: their links stay on this one
        vars(company)["get_absolute_url"] = f"#c{number}"
    return {
        "companies": companies,
        "colours": colours(),
        "sizes": ["sm", "base", "md", "lg", "xl", "2xl"],
        "icons": re.findall(r'<symbol id="([^"]+)"', (CSS.parent / "img" / "icons.svg").read_text("utf-8")),
        "price": Money("4.2000", "EUR"),
        "crumbs": [("Market", "/"), ("Machinery and Equipment", "#"), ("Ball bearing 6204-2RS", "")],
        "tabs": [("Waiting for you", "#", True, 3), ("Waiting for others", "#", False, 12), ("Closed", "#", False, "")],
        "steps": [("Company", "done"), ("Products", "current"), ("First offer", "")],
        "entries": timeline(),
        "page": Paginator(range(1, 1200), 24).get_page(request.GET.get("page", 7)),
        "soon": now() + timedelta(days=2, hours=3),
        "late": now() - timedelta(days=1),
        "empty_form": SampleForm(prefix="a"),
        "wrong_form": SampleForm({"b-title": "Deep groove ball bearing", "b-quantity": "-4"}, prefix="b"),
    }


def timeline() -> list[dict[str, Any]]:
    return [
        {"title": "Quotation 2 from Hanbit", "text": "EUR 4.05 from 1,000 pieces.", "at": now(), "tone": "yours"},
        {"title": "Question answered", "text": "Grease: Shell Gadus S2.", "at": now() - timedelta(hours=5)},
        {"title": "Inquiry sent", "at": now() - timedelta(days=1), "tone": "agreed"},
    ]


@cache
def colours() -> list[tuple[str, str, str]]:
    """The colour tokens with their values in the light and in the dark theme."""
    text = (CSS / "00-tokens.css").read_text("utf-8")
    return re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", text)


urlpatterns = [path("", styleguide, name="styleguide")]
