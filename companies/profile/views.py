"""`/my/company/`: the hub and its short pages."""

import copy
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.guards import View, company_required
from companies.models import Company, CompanyText, ShortAddress
from companies.permissions import can_edit_company
from companies.profile import forms
from companies.profile.beside import places_of
from companies.profile.score import ROOMS, rooms_of, score_of
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require
from portal.core.places import language_name

SECTIONS: dict[str, type[forms.SectionForm]] = {
    "basics": forms.BasicsForm,
    "registration": forms.RegistrationForm,
    "making": forms.MakingForm,
    "contact": forms.ContactForm,
}


def editors_only(view: Callable[..., HttpResponseBase]) -> View:
    """For those who may change the company they act for; the others get 403 before they fill in anything."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        company = request.actor.company
        require(can_edit_company(request.actor, company), _("Only an owner or a manager may change the company."))
        return view(request, *args, **kwargs)

    return company_required(guarded)


def saved(request: SignedIn) -> HttpResponse:
    messages.success(request, _("Saved. This is how others see you now."))
    return redirect("companies:edit")


@editors_only
def hub(request: SignedIn) -> HttpResponse:
    """How complete the page is, what helps most, and the pages on which to say it."""
    company = request.actor.company
    score = score_of(company)
    address = company.short_addresses.filter(is_current=True).first()
    context = {"company": company, "score": score, "rooms": rooms_of(score), "short_address": address}
    context["places"] = places_of(request.actor)
    return render(request, "companies/profile/hub.html", context)


@editors_only
def section(request: SignedIn, key: str) -> HttpResponse:
    if key not in SECTIONS:
        raise Http404
    company: Company = request.actor.company
    form = SECTIONS[key](request.POST or None, instance=copy.copy(company))
    if request.method == "POST" and form.is_valid() and form.save_for(request.actor, company):
        return saved(request)
    return render(request, "companies/profile/section.html", room_context(key, form=form))


def room_context(key: str, **more: Any) -> dict[str, Any]:
    _icon, title, help = ROOMS[key]
    return {"key": key, "title": title, "help": help, **more}


@editors_only
def words(request: SignedIn, language: str) -> HttpResponse:
    """The company's texts in one language, with tabs to the others."""
    company: Company = request.actor.company
    languages = forms.text_languages(company)
    if language not in {code for code, _name, _is_said in languages}:
        raise Http404
    text = company.texts.filter(language=language).first() or CompanyText(company=company, language=language)
    form = forms.WordsForm(request.POST or None, instance=text)
    if request.method == "POST" and form.is_valid() and form.save_for(request.actor, company, language):
        messages.success(request, _("Saved in %(language)s.") % {"language": language_name(language)})
        return redirect("companies:words", language)
    others = [one for one in company.texts.all() if one.language != language and (one.tagline or one.about)]
    context = room_context("words", form=form, language=language, tongues=languages, other=next(iter(others), None))
    return render(request, "companies/profile/words.html", context)


@editors_only
def address(request: SignedIn) -> HttpResponse:
    """The short address; former ones stay listed, as they go on leading here."""
    company: Company = request.actor.company
    addresses = list(company.short_addresses.all())
    current = next((one.name for one in addresses if one.is_current), "")
    form = forms.ShortAddressForm(request.POST or None, initial={"name": current})
    if request.method == "POST" and form.is_valid() and took(form, request):
        return saved(request)
    context = room_context("address", form=form, addresses=addresses, host=request.get_host())
    return render(request, "companies/profile/address.html", context)


def took(form: forms.ShortAddressForm, request: SignedIn) -> bool:
    try:
        ShortAddress.take(request.actor.company, form.cleaned_data["name"], request.actor)
    except (ValidationError, Refused) as problem:
        form.add_error("name", problem.message if isinstance(problem, Refused) else problem)
        return False
    return True
