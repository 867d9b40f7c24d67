"""Asking, and answering."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from offers import subjects
from offers.forms import AnswerForm, AskForm
from offers.models import Inquiry, Offer
from offers.permissions import can_answer_inquiry, can_close_inquiry, can_send_inquiry
from offers.subjects import Subject
from offers.views import link
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.texts import clean_line

KEPT = ("question", "quantity", "unit", "target_amount", "currency", "form_token")
LONGEST_KEPT = 8000


def ask(request: Request, kind: str, key: str) -> HttpResponse:
    """Write an inquiry. Who is not signed in, or in no company yet, may write first; the words wait for them."""
    subject = subjects.find(kind, key, request.actor, request.GET.get("variant", ""))
    is_own = request.actor.acts_for(subject.company.pk)
    if request.actor.company and not is_own:
        allowed = can_send_inquiry(request.actor, subject.company.pk, subject.side)
        require(allowed, _("Your role may not send this inquiry."))
    form = AskForm(request.POST) if request.method == "POST" else blank_form(request, subject)
    if request.method == "POST" and not request.actor.company and not is_own:
        return come_back(request, subject)
    if request.method == "POST" and form.is_valid():
        return send(request, subject, form)
    context = {"form": form, "subject": subject, "is_own": is_own}
    return render(request, "offers/inquiry_form.html", context)


def send(request: Request, subject: Subject, form: AskForm) -> HttpResponse:
    values = form.fields_of_inquiry()
    inquiry = Inquiry.send(request.actor, subject.company, **subject.for_inquiry(), **values)
    request.session.pop(session_key(subject), None)
    if inquiry.question != values["question"]:
        messages.warning(request, _("This form was sent before; here is what went out. Ask anew to send other words."))
    else:
        messages.success(request, _("Your inquiry is sent. We tell you when it is answered."))
    return redirect(inquiry)


def blank_form(request: Request, subject: Subject) -> AskForm:
    """An empty form with the quantity of the product's page, or what the person typed before signing in."""
    kept: dict[str, Any] = request.session.get(session_key(subject), {})
    fresh = {"unit": subject.unit, "currency": request.currency, "form_token": uuid.uuid4()}
    fresh["quantity"] = clean_line(request.GET.get("quantity", ""))[:20]
    return AskForm(initial={**fresh, **{name: value for name, value in kept.items() if value}})


def come_back(request: Request, subject: Subject) -> HttpResponse:
    """Keep what was typed in the session, and lead the person to what is missing: an account, or a company."""
    request.session[session_key(subject)] = kept_words(request.POST)
    if request.actor.user is None:
        messages.info(request, _("Your words are kept. Sign in, and send your inquiry."))
        return redirect_to_login(subject.ask_url, reverse("account_login"))
    messages.info(request, _("Your words are kept. First tell us which company you act for."))
    return redirect(f"{reverse('companies:new')}?{urlencode({'next': subject.ask_url})}")


def kept_words(post: QueryDict) -> dict[str, Any]:
    words: dict[str, Any] = {name: post.get(name, "")[:LONGEST_KEPT] for name in KEPT}
    return {**words, "starters": post.getlist("starters")[:10]}


def session_key(subject: Subject) -> str:
    return f"inquiry.{subject.kind}.{subject.key}"


@company_required
def inquiry_list(request: SignedIn) -> HttpResponse:
    """What the acting company received and sent."""
    actor = request.actor
    boxes = {"received": Inquiry.objects.received_by(actor), "sent": Inquiry.objects.sent_by(actor)}
    counts = {name: rows.count() for name, rows in boxes.items()}
    usual = "sent" if counts["sent"] and not counts["received"] else "received"
    box = request.GET.get("box", "")
    box = box if box in boxes else usual
    state = request.GET.get("state", "")
    state = state if state in Inquiry.State.values else ""
    q = request.GET.get("q", "").replace("\x00", "")[:100]
    rows = boxes[box].filter(state=state) if state else boxes[box]
    names = {"received": _("Received"), "sent": _("Sent")}
    page = paginate(request, rows.matching(q, actor).for_cards().order_by("-pk"))
    for inquiry in page:
        inquiry.partner, inquiry.pill = inquiry.shown_partner(actor), inquiry.pill_for(actor)
    context = {
        "tabs": [(names[name], link(request, box=name), name == box, counts[name]) for name in boxes],
        "states": [("", _("Any state")), *Inquiry.State.choices],
        "page": page,
        "box": box,
        "state": state,
        "q": q,
    }
    return render(request, "offers/inquiry_list.html", context)


@company_required
def inquiry_detail(request: SignedIn, ref: str) -> HttpResponse:
    """One timeline of question and answer; posting here answers."""
    inquiry = find_inquiry(request, ref)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(can_answer_inquiry(request.actor, inquiry), _("Your role may not answer this inquiry."))
        if form.is_valid():
            inquiry.reply(form.cleaned_data["answer"], request.actor)
            messages.success(request, _("Your answer is sent."))
            return redirect(inquiry)
    return render(request, "offers/inquiry_detail.html", {"form": form, **about(inquiry, request)})


def about(inquiry: Inquiry, request: SignedIn) -> dict[str, Any]:
    """What the page of an inquiry shows this reader."""
    actor = request.actor
    offer = inquiry.offer
    if offer and not Offer.objects.visible_to(actor).filter(pk=offer.pk).exists():
        offer = None
    return {
        "inquiry": inquiry,
        "offer": offer,
        "partner": inquiry.shown_partner(actor),
        "named": inquiry.names_company_to(actor),
        "is_asker": actor.acts_for(inquiry.buyer_id),
        "pill": inquiry.pill_for(actor),
        "may_answer": inquiry.is_sent and can_answer_inquiry(actor, inquiry),
        "may_close": not inquiry.is_closed and can_close_inquiry(actor, inquiry),
        "may_quote": may_quote(inquiry, actor),
        "may_chat": actor.may("talk") and not inquiry.supplier_is_hidden,
        "crumbs": [(_("Inquiries"), reverse("offers:inquiries")), (inquiry.ref, "")],
    }


def may_quote(inquiry: Inquiry, actor: Actor) -> bool:
    """Whoever sells in this deal; to a buyer that has not shown itself yet nobody quotes."""
    seller = inquiry.buyer_id if inquiry.asks_a_buyer else inquiry.supplier_id
    is_hidden = inquiry.supplier_is_hidden and inquiry.asks_a_buyer
    return actor.acts_for(seller) and actor.may("sell") and not inquiry.is_closed and not is_hidden


@require_POST
@company_required
def closure(request: SignedIn, ref: str) -> HttpResponse:
    inquiry = find_inquiry(request, ref)
    inquiry.close(request.actor)
    messages.success(request, _("The inquiry is closed."))
    return redirect(inquiry)


def find_inquiry(request: SignedIn, ref: str) -> Inquiry:
    rows = Inquiry.objects.visible_to(request.actor).for_cards().select_related("answered_by", "offer__category")
    return get_object_or_404(rows, ref=ref)
