"""What is done with a published request: by the buyer, and by suppliers who ask or pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from companies.guards import company_required
from companies.models import Company
from offers.models import RFQ, RFQQuestion, RFQSupplier
from offers.rfq_forms import AnswerForm, ConfirmForm, ExtensionForm, QuestionForm, ReasonForm
from offers.rfq_mine_views import find_own
from offers.rfq_views import about
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState

Do = Callable[[RFQ, dict[str, Any], Actor], Any]


@dataclass(frozen=True)
class Act:
    """An act of the buyer on a page of its own: asked with `text`, done with what `form` says, told as `done`."""

    title: Any
    text: Any
    verb: Any
    done: Any
    form: type[forms.Form]
    do: Do
    is_danger: bool = False


ACTS: dict[str, Act] = {
    "extension": Act(
        gettext_lazy("Give suppliers more time"),
        gettext_lazy("A later end needs nobody's consent. Those who have quoted or were invited hear of it."),
        gettext_lazy("Move the end"),
        gettext_lazy("Suppliers have more time now."),
        ExtensionForm,
        lambda rfq, said, by: rfq.amend(by, _("More time to quote"), closes_at=said["closes_at"]),
    ),
    "closing": Act(
        gettext_lazy("End the time for quotations"),
        gettext_lazy("Nobody can quote any more from this moment on, and you decide between what is there."),
        gettext_lazy("End it now"),
        gettext_lazy("The time for quotations is over. It is your turn to decide."),
        ConfirmForm,
        lambda rfq, _said, by: rfq.stop_quotations(by),
    ),
    "closure": Act(
        gettext_lazy("Close without award"),
        gettext_lazy("Nobody gets the order. Everybody who quoted is told your reason, and nothing else."),
        gettext_lazy("Close the request"),
        gettext_lazy("The request is closed."),
        ReasonForm,
        lambda rfq, said, by: rfq.close(said["reason"], by),
        True,
    ),
    "cancellation": Act(
        gettext_lazy("Cancel the request"),
        gettext_lazy("You do not need it any more. It leaves the board, and everybody who was asked is told why."),
        gettext_lazy("Cancel it"),
        gettext_lazy("The request is cancelled."),
        ReasonForm,
        lambda rfq, said, by: rfq.cancel(said["reason"], by),
        True,
    ),
    "retraction": Act(
        gettext_lazy("Take it back from review"),
        gettext_lazy("It becomes a draft again, which you can change and hand in anew."),
        gettext_lazy("Take it back"),
        gettext_lazy("It is a draft again."),
        ConfirmForm,
        lambda rfq, _said, by: rfq.take_back(by),
    ),
}


@company_required
def act(request: SignedIn, ref: str, name: str) -> HttpResponse:
    """Ask first; what was typed stays when it cannot be done."""
    rfq, chosen = find_own(request, ref), ACTS[name]
    more: dict[str, Any] = {"rfq": rfq} if chosen.form is ExtensionForm else {}
    form = chosen.form(request.POST if request.method == "POST" else None, **more)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(rfq, form.cleaned_data, request.actor)
        except WrongState:
            raise
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, str(chosen.done))
            return redirect("rfqs:edit", rfq.ref) if rfq.is_draft else redirect(rfq)
    crumbs = [(_("Your requests"), reverse("rfqs:mine")), (rfq.title, rfq.get_absolute_url()), (chosen.title, "")]
    return render(request, "offers/rfq_act.html", {"rfq": rfq, "act": chosen, "form": form, "crumbs": crumbs})


@require_POST
@company_required
def invitations(request: SignedIn, ref: str) -> HttpResponse:
    """More suppliers invited by name to a published request."""
    rfq = find_own(request, ref)
    slugs = [slug[:80] for slug in request.POST.getlist("invited")][:60]
    found = list(Company.objects.visible_to(request.actor).filter(slug__in=slugs, is_active=True))
    RFQSupplier.invite(rfq, found, request.actor)
    if found:
        messages.success(request, _("They are invited, and hear of it now."))
    return redirect(f"{rfq.get_absolute_url()}#suppliers")


@company_required
def supplier_search(request: SignedIn, ref: str) -> HttpResponse:
    """Suppliers by name or by what they make, to invite to a published request."""
    rfq = find_own(request, ref)
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = Company.objects.visible_to(request.actor).filter(is_active=True).suppliers().exclude(pk=rfq.company_id)
    rows = rows.exclude(pk__in=rfq.suppliers.filter(is_invited=True).values("company_id"))
    found = list(rows.saying(q).order_by("-tier", "name")[:20]) if q else []
    crumbs = [(_("Your requests"), reverse("rfqs:mine")), (rfq.title, rfq.get_absolute_url()), (_("Invite"), "")]
    return render(request, "offers/rfq_invite.html", {"rfq": rfq, "q": q, "found": found, "crumbs": crumbs})


@require_POST
@company_required
def questions(request: SignedIn, ref: str) -> HttpResponse:
    """Ask; what was typed stays when it cannot be asked."""
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor).for_cards(), ref=ref)
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            RFQQuestion.ask(rfq, form.cleaned_data["text"], request.actor, form.cleaned_data["is_blocking"])
        except WrongState:
            raise
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, _("Your question is with the buyer. The answer comes here, for all to read."))
            return redirect(f"{rfq.get_absolute_url()}#questions")
    return render(request, "offers/rfq_detail.html", about(rfq, request, question_form=form))


@require_POST
@company_required
def answers(request: SignedIn, ref: str, question: str) -> HttpResponse:
    rfq = find_own(request, ref)
    found = get_object_or_404(
        RFQQuestion.objects.visible_to(request.actor).select_related("rfq"), rfq=rfq, ref=question
    )
    form = AnswerForm(request.POST)
    if form.is_valid():
        found.reply(form.cleaned_data["answer"], request.actor)
        messages.success(request, _("Your answer is published to everybody who may quote."))
        return redirect(f"{rfq.get_absolute_url()}#{found.ref}")
    return render(request, "offers/rfq_detail.html", about(rfq, request, answer_form=form, answered=found.ref))


@require_POST
@company_required
def passing(request: SignedIn, ref: str) -> HttpResponse:
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor), ref=ref)
    RFQSupplier.pass_on(rfq, request.actor)
    messages.success(request, _("Noted: you pass on this one. You can still quote until it closes."))
    return redirect(rfq)
