"""The legal texts and their versions for everybody, and what a person agreed to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cms.legal.comparing import compared
from cms.legal.models import Document
from cms.models import Consent, LegalVersion
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.preferences import safe_next


def legal_index(request: Request) -> HttpResponse:
    """Each document with the version in force; one that nobody has published yet is named as missing."""
    in_force = {version.document: version for version in LegalVersion.objects.in_force().prefetch_related("texts")}
    documents = [(document, in_force.get(document)) for document in Document]
    return render(request, "cms/legal/index.html", {"documents": documents})


def legal_document(request: Request, document: str) -> HttpResponse:
    """The version in force."""
    version = LegalVersion.objects.in_force().filter(document=document).prefetch_related("texts").first()
    if version is None:
        return render(request, "cms/legal/missing.html", {"document": Document(document)}, status=404)
    return shown(request, version)


def legal_version(request: Request, document: str, number: int) -> HttpResponse:
    rows = LegalVersion.objects.published().prefetch_related("texts")
    return shown(request, get_object_or_404(rows, document=document, number=number))


def shown(request: Request, version: LegalVersion) -> HttpResponse:
    versions = LegalVersion.objects.published().filter(document=version.document).order_by("-number")
    current = LegalVersion.objects.in_force().filter(document=version.document).first()
    context = {"version": version, "text": version.text(), "versions": versions, "current": current}
    return render(request, "cms/legal/version.html", {**context, "before": version.before()})


def legal_comparison(request: Request, document: str) -> HttpResponse:
    """`?from=1&to=3`; left out, the last two."""
    rows = LegalVersion.objects.published().filter(document=document).prefetch_related("texts")
    versions = {version.number: version for version in rows.order_by("number")}
    if len(versions) < 2:
        raise Http404
    numbers = list(versions)
    older, newer = (chosen(request.GET.get(name), numbers, default) for name, default in (("from", -2), ("to", -1)))
    before, after = versions[min(older, newer)], versions[max(older, newer)]
    texts = before.text(), after.text()
    context: dict[str, Any] = {"before": before, "after": after, "versions": versions.values(), "text": texts[1]}
    context["is_one_language"] = texts[0].language == texts[1].language
    context["paragraphs"] = compared(texts[0].body, texts[1].body) if context["is_one_language"] else []
    return render(request, "cms/legal/comparison.html", context)


def chosen(value: str | None, numbers: list[Any], default: int) -> int:
    """A version by its number; nonsense gives the default."""
    known = {str(number): number for number in numbers}
    return int(known.get(value or "", numbers[default]))


@never_cache
@login_required
def agreements(request: SignedIn) -> HttpResponse:
    """What this person has still to agree to, and what they agreed to and when."""
    waiting = list(LegalVersion.objects.open_for(request.user).prefetch_related("texts"))
    is_changed = False
    if request.method == "POST":
        shown = set(request.POST.getlist("version"))
        if waiting and shown == {str(version.pk) for version in waiting}:
            Consent.give(request.user, waiting, Consent.Way.ASKED)
            messages.success(request, _("Thank you. It is kept under “What you agreed to” in your account."))
            return redirect(safe_next(request) if request.POST.get("next") else "agreements")
        is_changed = bool(waiting)
    given = Consent.objects.filter(user=request.user).select_related("version").prefetch_related("version__texts")
    context = {"waiting": waiting, "is_changed": is_changed, "consents": paginate(request, given, 25)}
    context["next"] = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "cms/legal/agreements.html", context)
