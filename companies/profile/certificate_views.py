"""Certificates: the company's own list, and the copies that others may read."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.models import Certificate
from companies.profile.forms import CertificateForm
from companies.profile.views import editors_only, room_context
from portal.core.http import Request, SignedIn
from portal.core.permissions import Refused


@editors_only
def certificates(request: SignedIn) -> HttpResponse:
    """Those that run out first stand first; one just removed can be brought back."""
    rows = Certificate.objects.owned_by(request.actor).select_related("company").order_by("valid_until", "name")
    gone = Certificate.with_removed.owned_by(request.actor).filter(ref=request.GET.get("removed", "")).first()
    context = room_context("certificates", certificates=rows, gone=gone if gone and gone.removed_at else None)
    return render(request, "companies/profile/certificates.html", context)


@editors_only
def certificate_new(request: SignedIn) -> HttpResponse:
    return edited(request, None)


@editors_only
def certificate_edit(request: SignedIn, ref: str) -> HttpResponse:
    rows = Certificate.objects.owned_by(request.actor).select_related("company")
    return edited(request, get_object_or_404(rows, ref=ref))


def edited(request: SignedIn, certificate: Certificate | None) -> HttpResponse:
    form = CertificateForm(request.POST or None, request.FILES or None, instance=certificate)
    if request.method == "POST" and form.is_valid() and kept(form, request, certificate):
        messages.success(request, _("Saved. It is shown as stated by your company."))
        return redirect("companies:certificates")
    return render(request, "companies/profile/certificate_form.html", {"form": form, "certificate": certificate})


def kept(form: CertificateForm, request: SignedIn, certificate: Certificate | None) -> bool:
    fields: dict[str, Any] = form.changes()
    copy = form.cleaned_data["copy"]
    try:
        if certificate is None:
            Certificate.state(request.actor.company, request.actor, copy, **fields)
        else:
            drop = bool(form.cleaned_data.get("drop_copy"))
            certificate.correct(request.actor, copy, drop_file=drop, **fields)
    except Refused as problem:
        form.add_error("number", problem.message)
        return False
    return True


@editors_only
@require_POST
def certificate_removal(request: SignedIn, ref: str) -> HttpResponse:
    rows = Certificate.objects.owned_by(request.actor).select_related("company")
    certificate = get_object_or_404(rows, ref=ref)
    certificate.remove(request.actor)
    return redirect(f"{redirect('companies:certificates').url}?removed={certificate.ref}")


@editors_only
@require_POST
def certificate_return(request: SignedIn, ref: str) -> HttpResponse:
    """Undo a removal."""
    rows = Certificate.with_removed.owned_by(request.actor).select_related("company")
    certificate = get_object_or_404(rows, ref=ref)
    certificate.bring_back(request.actor)
    messages.success(request, _("“%(name)s” is back in your list.") % {"name": certificate})
    return redirect("companies:certificates")


@require_safe
def certificate_file(request: Request, slug: str, ref: str) -> FileResponse:
    """The copy, for those who may read it: saved, never opened inside our pages."""
    rows = Certificate.objects.readable_by(request.actor).select_related("company")
    certificate = get_object_or_404(rows, company__slug=slug, ref=ref)
    response = FileResponse(
        certificate.file.open("rb"),
        as_attachment=certificate.file_type == "application/pdf",
        filename=certificate.file_title,
        content_type=certificate.file_type,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response
