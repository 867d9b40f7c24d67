"""The acts of an order's payment: each is one verb of the models, which ask for the right and the state themselves."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require
from trade.settling.forms import LetterForm, ReasonForm, ReportForm, SpreadForm, SumForm
from trade.settling.models import Instalment, LetterOfCredit, OutsidePayment
from trade.settling.permissions import can_confirm_receipt, can_pay_order


def find(request: SignedIn, ref: str, number: int) -> Instalment:
    rows = Instalment.objects.visible_to(request.actor).select_related("order__supplier", "order__buyer")
    found: Instalment = get_object_or_404(rows, order__ref=ref, number=number)
    return found


def find_proof(request: SignedIn, ref: str, proof: str) -> OutsidePayment:
    rows = OutsidePayment.objects.visible_to(request.actor).select_related("instalment__order__supplier")
    found: OutsidePayment = get_object_or_404(rows, instalment__order__ref=ref, ref=proof)
    return found


def act(request: SignedIn, form: Any, instalment: Instalment, words: dict[str, Any], do: Any) -> HttpResponse:
    """The page of one act: the form, what is wrong with it, or the act done and back to the order."""
    if form.is_bound and form.is_valid():
        try:
            do(form.cleaned_data)
        except WrongState:
            raise
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, words["done"])
            return redirect(instalment)
    context = {"form": form, "instalment": instalment, "order": instalment.order, **words}
    return render(request, "trade/settling/act.html", context, status=422 if form.is_bound else 200)


def posted(request: SignedIn) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


@company_required
def report(request: SignedIn, ref: str, number: int) -> HttpResponse:
    row = find(request, ref, number)
    require(can_pay_order(request.actor, row.order), _("Only who buys for the buyer reports a payment."))
    words = {
        "heading": _("Report a bank transfer"),
        "lead": _("The supplier is told, and confirms when the money has come."),
        "button": _("Report the transfer"),
        "done": _("Reported. The supplier confirms when the money has come."),
    }

    def do(data: dict[str, Any]) -> None:
        paper = data["proof"][0] if data["proof"] else None
        row.report(request.actor, data["amount"], data["day"], data["reference"], paper)

    return act(request, ReportForm(*posted(request), instalment=row), row, words, do)


@company_required
def receipt(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """The supplier says that money came which nobody has reported."""
    row = find(request, ref, number)
    require(can_confirm_receipt(request.actor, row.order), _("Only who sells for the supplier confirms a receipt."))
    words = receipt_words()
    form = SumForm(*posted(request), instalment=row)
    return act(
        request,
        form,
        row,
        words,
        lambda data: row.receive(request.actor, data["amount"], data["day"], data["reference"]),
    )


def receipt_words() -> dict[str, Any]:
    return {
        "heading": _("Confirm a receipt"),
        "lead": _("Look at your bank’s statement. If less has come, the rest stays to be paid."),
        "button": _("It has come"),
        "done": _("Confirmed. The buyer is told."),
    }


@company_required
def confirmation(request: SignedIn, ref: str, proof: str) -> HttpResponse:
    found = find_proof(request, ref, proof)
    row = found.instalment
    require(can_confirm_receipt(request.actor, row.order), _("Only who sells for the supplier confirms a receipt."))
    form = SumForm(*posted(request), instalment=row)
    form.fields.pop("reference")
    words = {**receipt_words(), "proof": found}
    return act(request, form, row, words, lambda data: found.confirm(request.actor, data["amount"], data["day"]))


@company_required
def refusal(request: SignedIn, ref: str, proof: str) -> HttpResponse:
    found = find_proof(request, ref, proof)
    require(
        can_confirm_receipt(request.actor, found.instalment.order),
        _("Only who sells for the supplier confirms a receipt."),
    )
    words = {
        "heading": _("The money has not come"),
        "lead": _("The buyer is told why, and asks its bank. The instalment is to be paid again."),
        "button": _("It has not come"),
        "done": _("The buyer is told."),
        "proof": found,
    }
    form = ReasonForm(*posted(request)[:1])
    return act(request, form, found.instalment, words, lambda data: found.refuse(request.actor, data["reason"]))


@company_required
@require_POST
def withdrawal(request: SignedIn, ref: str, proof: str) -> HttpResponse:
    found = find_proof(request, ref, proof)
    found.withdraw(request.actor)
    messages.success(request, _("Taken back. The instalment is open again."))
    return redirect(found.instalment)


@company_required
def letter(request: SignedIn, ref: str, number: int) -> HttpResponse:
    row = find(request, ref, number)
    require(can_pay_order(request.actor, row.order), _("Only who buys for the buyer names a letter of credit."))
    words = {
        "heading": _("Name the letter of credit"),
        "lead": _("Your bank opens it; here stand its number and bank, so that the supplier can compare."),
        "button": _("Name it"),
        "done": _("The supplier is told, and accepts or refuses it."),
    }
    form = LetterForm(*posted(request)[:1])
    return act(request, form, row, words, lambda data: row.open_letter(request.actor, **data))


@company_required
@require_POST
def letter_decision(request: SignedIn, ref: str, letter: str) -> HttpResponse:
    rows = LetterOfCredit.objects.filter(instalment__in=Instalment.objects.visible_to(request.actor))
    found = get_object_or_404(rows.select_related("instalment__order"), instalment__order__ref=ref, ref=letter)
    accepted = request.POST.get("decision") == "accept"
    found.decide(request.actor, accepted, request.POST.get("reason", ""))
    messages.success(request, _("Accepted. The buyer is told.") if accepted else _("Refused. The buyer is told."))
    return redirect(found.instalment)


@company_required
def spreading(request: SignedIn, ref: str, number: int) -> HttpResponse:
    row = find(request, ref, number)
    require(can_confirm_receipt(request.actor, row.order), _("Only who sells for the supplier spreads an instalment."))
    words = {
        "heading": _("Spread over several parts"),
        "lead": _("The buyer may pay in equal parts. The first stays due when it is; nothing falls due earlier."),
        "button": _("Spread it"),
        "done": _("Done. The buyer sees the new days."),
    }
    form = SpreadForm(*posted(request)[:1])
    return act(request, form, row, words, lambda data: row.spread(request.actor, data["parts"], data["days"]))


@company_required
@require_safe
def paper(request: SignedIn, ref: str, proof: str) -> FileResponse:
    """The proof, to the two companies: saved, never opened inside our pages."""
    found = find_proof(request, ref, proof)
    get_object_or_404(OutsidePayment.objects.visible_to(request.actor).exclude(file=""), pk=found.pk)
    kind = "application/pdf" if str(found.file.name).endswith(".pdf") else "image/jpeg"
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_title, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
