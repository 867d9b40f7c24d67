"""Asking one company."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from offers import subjects
from offers.facts import FORMULA
from offers.inquiry_forms import AskForm
from offers.models import Inquiry, InquiryContact
from offers.permissions import can_send_inquiry
from offers.response import ENOUGH, IN_TIME, WINDOW
from offers.subjects import Subject
from offers.thread import usual_contact
from portal.core.http import Request
from portal.core.permissions import Refused, require
from portal.core.texts import clean_block, clean_line

KEPT = (
    *("question", "quantity", "unit", "target_amount", "currency", "form_token", "phone"),
    *("delivery_country", "delivery_on", "incoterm", "share_name", "share_email"),
)
LONGEST_KEPT = 8000


def ask(request: Request, kind: str, key: str) -> HttpResponse:
    """Write an inquiry. Who is not signed in, or in no company yet, may write first; the words wait for them."""
    try:
        subject = subjects.find(kind, key, request.actor, request.GET.get("variant", ""))
    except Http404:
        return gone(request, kind, key)
    is_own = request.actor.acts_for(subject.company.pk)
    if request.actor.company and not is_own:
        allowed = can_send_inquiry(request.actor, subject.company.pk, subject.side)
        require(allowed, _("Your role may not send this inquiry."))
    if request.method != "POST":
        if request.actor.user and not request.actor.company and session_key(subject) in request.session:
            return to_company(request, subject)  # has just joined to send what is written
        return form_page(request, subject, blank_form(request, subject))
    form = AskForm(request.POST, request.FILES)
    if not request.actor.company and not is_own:
        return come_back(request, subject)
    if not form.is_valid():
        return form_page(request, subject, form)
    try:
        return send(request, subject, form)
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return form_page(request, subject, form, status=409)


def form_page(request: Request, subject: Subject, form: AskForm, status: int = 200) -> HttpResponse:
    is_own = request.actor.acts_for(subject.company.pk)
    context = {"form": form, "subject": subject, "is_own": is_own}
    return render(request, "offers/inquiry_form.html", context, status=status)


def gone(request: Request, kind: str, key: str) -> HttpResponse:
    """What was there when the form was opened has left the market: the words are given back, nothing is sent.

    Raises Http404 for what was never on the market, and for a page opened without words.
    """
    title = subjects.title_of_gone(kind, key) if request.method == "POST" else ""
    if not title:
        raise Http404
    words = clean_block(request.POST.get("question", ""))[:LONGEST_KEPT]
    return render(request, "offers/inquiry_gone.html", {"title": title, "words": words}, status=409)


def send(request: Request, subject: Subject, form: AskForm) -> HttpResponse:
    values = form.fields_of_inquiry()
    inquiry = Inquiry.send(request.actor, subject.company, **subject.for_inquiry(), **values)
    request.session.pop(session_key(subject), None)
    if inquiry.question != values["question"]:
        messages.warning(request, _("This form was sent before; here is what went out. Ask anew to send other words."))
        return redirect(inquiry)
    InquiryContact.share(inquiry, request.actor, **form.parts_of(request.actor.user))
    messages.success(request, _("Your inquiry is sent. We tell you when it is answered."))
    return redirect(inquiry)


def blank_form(request: Request, subject: Subject) -> AskForm:
    """An empty form with the quantity of the product's page, or what the person typed before signing in."""
    kept: dict[str, Any] = request.session.get(session_key(subject), {})
    fresh = {"unit": subject.unit, "currency": request.currency, "form_token": uuid.uuid4()}
    fresh |= usual_contact(request.actor)
    fresh["quantity"] = clean_line(request.GET.get("quantity", ""))[:20]
    if request.actor.company:
        fresh["delivery_country"] = request.actor.company.country
    return AskForm(initial={**fresh, **{name: value for name, value in kept.items() if value}})


def come_back(request: Request, subject: Subject) -> HttpResponse:
    """Keep what was typed in the session, and lead the person to what is missing: an account, or a company."""
    request.session[session_key(subject)] = kept_words(request.POST)
    if request.FILES:
        messages.warning(request, _("Choose your files again when you come back: they are not kept until you sign in."))
    if request.actor.user is None:
        messages.info(request, _("Your words are kept. Sign in, and send your inquiry."))
        return redirect_to_login(subject.ask_url, reverse("account_login"))
    return to_company(request, subject)


def to_company(request: Request, subject: Subject) -> HttpResponse:
    messages.info(request, _("Your words are kept. First tell us which company you act for."))
    return redirect(f"{reverse('companies:new')}?{urlencode({'next': subject.ask_url})}")


def kept_words(post: QueryDict) -> dict[str, Any]:
    words: dict[str, Any] = {name: post.get(name, "")[:LONGEST_KEPT] for name in KEPT}
    return {**words, "starters": post.getlist("starters")[:10]}


def session_key(subject: Subject) -> str:
    return f"inquiry.{subject.kind}.{subject.key}"


def figures(request: Request) -> HttpResponse:
    """How the response rate and time are counted, for everybody."""
    context = {"formula": FORMULA, "window": WINDOW.days, "in_time": IN_TIME.days, "enough": ENOUGH}
    return render(request, "offers/response_figures.html", context)
