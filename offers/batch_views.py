"""Asking several suppliers with one form, and their answers side by side."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from offers.inquiry_forms import AskManyForm, ClosingForm
from offers.inquiry_limits import allowance_of
from offers.models import Inquiry, InquiryBatch, InquiryContact, InquiryMessage
from offers.models.inquiry_batch import MOST_SUPPLIERS
from offers.permissions import can_ask_many
from offers.recipients import Picked, pick, wanted_on_list
from offers.thread import usual_contact
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.texts import clean_line


@company_required
def ask_many(request: SignedIn) -> HttpResponse:
    """One form for all that were ticked: `p` products, `c` companies, `list` a whole shortlist.

    A form of another page may post its ticks here; only one with `send` is sent.
    """
    require(can_ask_many(request.actor), _("Your role may not send this inquiry."))
    if request.method == "POST" and "send" not in request.POST:
        pairs = [(name, value) for name in ("p", "c") for value in request.POST.getlist(name)[:200]]
        return redirect(f"{reverse('offers:ask_many')}?{urlencode(pairs)}")
    if request.method == "POST":
        return send(request)
    refs, wanted = asked_for(request)
    picked = pick(request.actor, refs, request.GET.getlist("c"))
    return form_page(request, picked, AskManyForm(products=picked.products, initial=fresh(request, wanted)))


def asked_for(request: SignedIn) -> tuple[list[str], dict[str, Any]]:
    """The products ticked, else all of a shortlist; and how many are wanted: `q` beside each `p`, or of the list."""
    refs, amounts = request.GET.getlist("p"), request.GET.getlist("q")
    listed, wanted = wanted_on_list(request.actor, request.GET.get("list", ""))
    if len(amounts) == len(refs):
        wanted |= {ref: clean_line(amount)[:20] for ref, amount in zip(refs, amounts, strict=True)}
    return refs or listed, wanted


def fresh(request: SignedIn, wanted: dict[str, Any]) -> dict[str, Any]:
    values = {"form_token": uuid.uuid4(), "currency": request.currency, **usual_contact(request.actor)}
    values["delivery_country"] = request.actor.company.country
    return {**values, **{f"quantity-{ref}": amount for ref, amount in wanted.items()}}


def form_page(request: SignedIn, picked: Picked, form: AskManyForm, status: int = 200) -> HttpResponse:
    unticked = request.method == "POST"
    kept = {*request.POST.getlist("p"), *request.POST.getlist("c")}
    rows = []
    for one in picked.recipients:
        products = [
            {
                "product": product,
                "is_ticked": not unticked or product.ref in kept,
                "fields": [form[f"{name}-{product.ref}"] for name in ("quantity", "unit", "target")],
            }
            for product in one.products
        ]
        rows.append(
            {"company": one.company, "products": products, "is_ticked": not unticked or one.company.slug in kept}
        )
    context = {
        "form": form,
        "rows": rows,
        "gone": picked.gone,
        "most": MOST_SUPPLIERS,
        "too_many": max(0, len(rows) - MOST_SUPPLIERS),
        "allowance": allowance_of(request.actor.company),
    }
    return render(request, "offers/ask_many.html", context, status=status)


def send(request: SignedIn) -> HttpResponse:
    post = request.POST
    shown = pick(request.actor, post.getlist("shown"), post.getlist("shown_company"))
    form = AskManyForm(post, request.FILES, products=shown.products)
    picked = ticked(request, post)
    if not picked.recipients and not picked.gone:
        form.add_error(None, _("Tick at least one supplier."))
    if not form.is_valid():
        return form_page(request, shown, form, status=422)
    try:
        batch = put_out(request, picked, form)
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return form_page(request, shown, form, status=409)
    number = batch.inquiries.count()
    words = ngettext("Your inquiry went to %(n)s supplier.", "Your inquiry went to %(n)s suppliers.", number)
    messages.success(request, words % {"n": number})
    return redirect(batch)


def ticked(request: SignedIn, post: QueryDict) -> Picked:
    return pick(request.actor, post.getlist("p"), post.getlist("c"))


def put_out(request: SignedIn, picked: Picked, form: AskManyForm) -> InquiryBatch:
    """The batch with the contact details, in one transaction."""
    data, actor = form.cleaned_data, request.actor
    with transaction.atomic():
        batch = InquiryBatch.send(
            actor,
            picked.recipients,
            form.whole_question,
            data["form_token"],
            form.wishes(),
            picked.gone,
            data["papers"],
            currency=data["currency"],
            **form.delivery(),
        )
        for inquiry in batch.inquiries.select_related("offer"):
            InquiryContact.share(inquiry, actor, **form.parts_of(actor.user))
    return batch


@company_required
@require_safe
def batch_list(request: SignedIn) -> HttpResponse:
    """What the company has asked several at once."""
    q = clean_line(request.GET.get("q", ""))[:100]
    rows = InquiryBatch.objects.of(request.actor)
    rows = rows.filter(title__icontains=q) | rows.filter(question__icontains=q) if q else rows
    page = paginate(request, rows.for_list().order_by("-pk"))
    return render(
        request, "offers/batch_list.html", {"page": page, "q": q, "crumbs": [inbox_crumb(), (_("To several"), "")]}
    )


def inbox_crumb() -> tuple[str, str]:
    return _("Inquiries"), reverse("offers:inquiries")


def find_batch(request: SignedIn, ref: str) -> InquiryBatch:
    return get_object_or_404(InquiryBatch.objects.of(request.actor).for_list(), ref=ref)


@company_required
@require_safe
def batch(request: SignedIn, ref: str) -> HttpResponse:
    """All answers side by side."""
    found = find_batch(request, ref)
    columns = columns_of(found, request)
    may_ask = can_ask_many(request.actor)
    context = {
        "batch": found,
        "columns": columns,
        "closing_form": ClosingForm(),
        "may_remind": may_ask and any(one["inquiry"].may_be_reminded for one in columns),
        "may_close": may_ask and any(not one["inquiry"].is_closed for one in columns),
        "crumbs": [inbox_crumb(), (_("To several"), reverse("offers:batches")), (found.ref, "")],
    }
    return render(request, "offers/batch_detail.html", context)


def column(inquiry: Inquiry, answer: InquiryMessage | None, actor: Actor) -> dict[str, Any]:
    files = [file for file in inquiry.files.all() if answer and file.number > 0]
    for file in files:
        file.inquiry = inquiry  # for its address, without another query
    return {"inquiry": inquiry, "pill": inquiry.pill_for(actor), "answer": answer, "files": files}


def columns_of(batch: InquiryBatch, request: SignedIn) -> list[dict[str, Any]]:
    """Each supplier with state, the last answer, its files and how long it took; who has answered comes first."""
    actor = request.actor
    rows = batch.inquiries.with_unread(actor).for_cards().prefetch_related("lines__product", "files")
    inquiries = list(rows)
    answers = InquiryMessage._default_manager.filter(inquiry__in=inquiries, side="supplier").order_by("number")
    last = {one.inquiry_id: one for one in answers}
    columns = [column(one, last.get(one.pk), actor) for one in inquiries]
    return sorted(columns, key=lambda one: (one["inquiry"].answered_at is None, one["inquiry"].pk))


@require_POST
@company_required
def batch_reminder(request: SignedIn, ref: str) -> HttpResponse:
    found = find_batch(request, ref)
    number = found.remind(request.actor)
    messages.success(request, ngettext("%(n)s is reminded.", "%(n)s are reminded.", number) % {"n": number})
    return redirect(found)


@require_POST
@company_required
def batch_closure(request: SignedIn, ref: str) -> HttpResponse:
    found = find_batch(request, ref)
    number = found.close_all(request.actor, ClosingForm(request.POST).chosen())
    words = ngettext("%(n)s inquiry is closed.", "%(n)s inquiries are closed.", number)
    messages.success(request, words % {"n": number})
    return redirect(found)
