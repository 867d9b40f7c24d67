"""`/my/payee-account/`: the account that the company is paid to, how a change of it stands, and those that were."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require
from trade.settling.code_mail import send_code
from trade.settling.forms import AccountForm, CodeForm
from trade.settling.models import PayeeAccount
from trade.settling.permissions import can_change_payee_account, can_see_payee_account


@company_required
@require_safe
def account(request: SignedIn) -> HttpResponse:
    return shown(request)


def shown(request: SignedIn, form: AccountForm | None = None, code: CodeForm | None = None) -> HttpResponse:
    actor, company = request.actor, request.actor.company
    require(can_see_payee_account(actor), _("Your role does not see the company’s account."))
    rows = PayeeAccount.objects.visible_to(actor)
    waiting = rows.waiting(company)
    may_change = can_change_payee_account(actor, company)
    name = company.legal_name or company.name
    context: dict[str, Any] = {
        "current": rows.in_force(company),
        "stale": rows.filter(state=PayeeAccount.State.IN_FORCE).first(),
        "waiting": waiting,
        "may_change": may_change,
        "may_approve": waiting is not None and waiting.can_be_approved_by(actor),
        "older": rows.filter(state__in=["replaced", "stopped"])[:20],
        "code_form": code or CodeForm(),
        "form": form or AccountForm(initial={"holder": name, "country": company.country}),
        "company": company,
        "payee_name": name,
    }
    return render(request, "trade/settling/payee_account.html", context, status=422 if form or code else 200)


@company_required
@require_POST
def entry(request: SignedIn) -> HttpResponse:
    form = AccountForm(request.POST)
    if form.is_valid():
        try:
            PayeeAccount.enter(request.actor, request.actor.company, **form.cleaned_data)
        except WrongState:
            raise
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, _("Entered. It has to be approved before anybody sees it."))
            return redirect("trade:payee")
    require(can_change_payee_account(request.actor, request.actor.company))
    return shown(request, form)


def find(request: SignedIn, ref: str) -> PayeeAccount:
    rows = PayeeAccount.objects.visible_to(request.actor).select_related("company", "user")
    found: PayeeAccount = get_object_or_404(rows, ref=ref)
    return found


@company_required
@require_POST
def approval(request: SignedIn, ref: str) -> HttpResponse:
    """By a second person, or by the code of a letter."""
    found = find(request, ref)
    if "code" in request.POST:
        return approval_by_code(request, found)
    found.approve(request.actor)
    messages.success(request, _("Approved."))
    return redirect("trade:payee")


def approval_by_code(request: SignedIn, found: PayeeAccount) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            found.approve_by_code(request.actor, form.cleaned_data["code"])
        except WrongState:
            raise
        except Refused as problem:
            if not (found.needs_code and found.code):  # the page asks for none: there is no field to say it at
                messages.error(request, str(problem.message))
                return redirect("trade:payee")
            form.add_error("code", str(problem.message))
        else:
            messages.success(request, _("Approved."))
            return redirect("trade:payee")
    return shown(request, code=form)


@company_required
@require_POST
def letter(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    try:
        send_code(found, found.new_code(request.actor), request.user)
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, str(problem.message))
    else:
        messages.success(request, _("A letter with a code is on its way to your mailbox."))
    return redirect("trade:payee")


@company_required
@require_POST
def stopping(request: SignedIn, ref: str) -> HttpResponse:
    find(request, ref).stop(request.actor)
    messages.success(request, _("Stopped. Nobody is shown this account any more."))
    return redirect("trade:payee")
