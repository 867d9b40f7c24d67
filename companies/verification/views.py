"""Where a company stands, what the next tier asks for, and its document vault."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from companies.models import Claim, Company, DocumentVersion, VaultDocument
from companies.permissions import can_edit_company, can_view_documents
from companies.verification.files import file_answer
from companies.verification.forms import ClaimForm, DocumentForm
from companies.verification.line import wait_of
from companies.verification.standing import Standing, history
from portal.core.http import SignedIn
from portal.core.permissions import require
from portal.core.wait import promise


def acting(request: SignedIn) -> Company:
    company: Company = request.actor.company
    return company


@company_required
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """The tiers with where each check stands; everybody in the company sees this, the papers only who may."""
    company = acting(request)
    context = {
        "company": company,
        "standing": Standing.of(company),
        "may_apply": can_edit_company(request.actor, company),
        "may_see_documents": can_view_documents(request.actor, company),
        "promise": promise(),
    }
    return render(request, "companies/verification/home.html", context)


@company_required
def claim(request: SignedIn, kind: str) -> HttpResponse:
    """One check: its papers, its form, and how it went. Saved when sent, even while papers are missing."""
    company = acting(request)
    found = claim_of(request, kind)
    form = ClaimForm(request.POST or None, claim=found, company=company)
    if request.method == "POST":
        require(can_edit_company(request.actor, company), _("Only an owner or a manager may apply for checks."))
        if form.is_valid():
            found = Claim.begin(company, kind, request.actor)
            found.write(request.actor, **form.cleaned_data)
            if "save" in request.POST:
                messages.success(request, _("Saved. Nothing is sent yet."))
                return redirect("companies:claim", kind)
            found.submit(request.actor)
            messages.success(request, _("Sent. %(wait)s We tell you by e-mail.") % {"wait": wait_of(found).words})
            return redirect("companies:verification")
    return show_claim(request, found, form)


def claim_of(request: SignedIn, kind: str) -> Claim:
    """The newest claim of this kind that is open or holds, else one that is not kept yet. 404 for an unknown kind."""
    rows = Claim.objects.filter(company=acting(request), kind=kind)
    if kind not in Claim.ASKABLE:
        return get_object_or_404(rows.none())
    return rows.filter(state__in=Claim.OPEN).first() or Claim(company=acting(request), kind=kind)


def show_claim(request: SignedIn, found: Claim, form: ClaimForm, upload: DocumentForm | None = None) -> HttpResponse:
    company = acting(request)
    sees = can_view_documents(request.actor, company)
    rows = Claim.objects.filter(company=company, kind=found.kind)
    context: dict[str, Any] = {
        "company": company,
        "claim": found,
        "wait": wait_of(found, request.actor) if found.is_waiting else None,
        "promise": promise(),
        "held": rows.filter(state=Claim.State.APPROVED).first(),
        "form": form,
        "papers": papers_of(found, upload) if sees else [],
        "may_apply": can_edit_company(request.actor, company),
        "history": history(rows, for_staff=False),
    }
    wrong = form.errors or (upload and upload.errors)
    return render(request, "companies/verification/claim.html", context, status=422 if wrong else 200)


def papers_of(found: Claim, upload: DocumentForm | None) -> list[dict[str, Any]]:
    """Each paper asked for with what is there of it, and the form to send one; the refused upload keeps its words."""
    have = found.newest_papers()
    tried = upload.data.get("kind") if upload else None
    rows = []
    for need in found.needs:
        form = upload if upload and tried == need.paper.code else DocumentForm(paper=need.paper)
        form.prefix_ids(need.paper.code)
        rows.append({"need": need, "version": have.get(need.paper.code), "form": form})
    return rows


@company_required
@require_POST
def upload(request: SignedIn, kind: str) -> HttpResponse:
    """A paper from the page of a check, which shows what was wrong with it."""
    company = acting(request)
    require(can_view_documents(request.actor, company), _("Only an owner or a manager hands in documents."))
    found = claim_of(request, kind)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_claim(request, found, ClaimForm(claim=found, company=company), form)
    said = form.cleaned_data
    version = VaultDocument.add(company, said["kind"], said["file"], request.actor, said["valid_until"])
    messages.success(request, _("Kept: %(paper)s.") % {"paper": version.document.paper.label})
    return redirect("companies:claim", kind)


@company_required
@require_POST
def withdrawal(request: SignedIn, kind: str) -> HttpResponse:
    found = get_object_or_404(
        Claim.objects.visible_to(request.actor), company=acting(request), kind=kind, state__in=Claim.OPEN
    )
    found.withdraw(request.actor)
    messages.success(request, _("Withdrawn. Your documents are still here."))
    return redirect("companies:verification")


@company_required
@require_safe
def document(request: SignedIn, ref: str) -> HttpResponseBase:
    """The file itself, for the company's owner and managers."""
    rows = DocumentVersion.objects.visible_to(request.actor).filter(document__company=acting(request))
    return file_answer(get_object_or_404(rows, ref=ref))


@company_required
@require_POST
def removal(request: SignedIn, ref: str) -> HttpResponse:
    """Take the paper with all its versions out of the vault."""
    rows = DocumentVersion.objects.visible_to(request.actor).filter(document__company=acting(request))
    version = get_object_or_404(rows.select_related("document__company"), ref=ref)
    version.document.remove(request.actor)
    messages.success(request, _("Removed from your vault."))
    return redirect("companies:verification")
