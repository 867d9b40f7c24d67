"""What everybody may see: what the tiers mean, a company's passport, and whether one that somebody shows is true."""

import hashlib
import io
import json
from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from companies.models import Claim, Company
from companies.verification.checklist import needs_of
from companies.verification.forms import PassportForm
from companies.verification.passport import passport_of, passport_path, read_passport
from companies.verification.signing import did_document, jwk, signing_key
from companies.verification.standing import MEANINGS
from portal.core.actor import VISITOR
from portal.core.http import Request

FRESH = "public, max-age=300"


@require_safe
def trust(request: Request) -> HttpResponse:
    """What the tiers mean and how each is checked."""
    tiers = [
        {
            "tier": int(tier),
            "label": tier.label,
            "meaning": MEANINGS[int(tier)],
            "kinds": [kind for kind in Claim.Kind if Claim.TIERS[kind] == tier],
        }
        for tier in Company.Tier
    ]
    return render(request, "companies/verification/trust.html", {"tiers": tiers, "needs": needs_of("documents", "")})


@require_safe
def passport(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The signed JSON, open to any site; it changes once a day, or when a check does."""
    company = get_object_or_404(Company.objects.visible_to(VISITOR), slug=slug)
    key = signing_key()
    if key is None:
        return JsonResponse({"error": "This portal has no key to sign passports with."}, status=503)
    with override(settings.LANGUAGE_CODE):
        body = json.dumps(passport_of(company, key), ensure_ascii=False, indent=2).encode()
    answer = HttpResponse(body, content_type="application/vc+json")
    answer["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["Cache-Control"] = FRESH
    answer["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


@require_safe
def passport_qr(request: HttpRequest, slug: str) -> HttpResponse:
    """A square code that leads from paper to the page that checks this company's passport."""
    company = get_object_or_404(Company.objects.visible_to(VISITOR), slug=slug)
    out = io.BytesIO()
    segno.make(settings.SITE_URL + check_path(company), error="m").save(out, kind="svg", scale=4, border=2)
    answer = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = FRESH
    return answer


def check_path(company: Company) -> str:
    return f"{reverse('companies:trust_check')}?company={company.slug}"


@csrf_exempt  # open: it changes nothing, and whoever brings a passport may come without a cookie
def check(request: Request) -> HttpResponse:
    """Read a passport that was pasted, uploaded or, by `?company=`, is the company's of today."""
    form = PassportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    slug = request.GET.get("company", "")
    if request.method == "POST":
        if form.is_valid():
            context["reading"] = read_passport(form.data_sent, request.actor)
    elif slug:
        context |= passport_today(slug, request)
    status = 422 if form.errors else 200
    return render(request, "companies/verification/check.html", context, status=status)


def passport_today(slug: str, request: Request) -> dict[str, Any]:
    company = get_object_or_404(Company.objects.visible_to(VISITOR), slug=slug)
    key = signing_key()
    if key is None:
        raise Http404
    data = json.dumps(passport_of(company, key)).encode()
    return {"reading": read_passport(data, request.actor), "is_todays": True, "path": passport_path(company)}


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public key in JOSE's form (RFC 7517)."""
    key = signing_key()
    return public({"keys": [jwk(key)] if key else []})


@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The public key as did:web has it."""
    key = signing_key()
    if key is None:
        raise Http404
    return public(did_document(key))


def public(said: dict[str, Any]) -> HttpResponse:
    answer = JsonResponse(said)
    answer["Cache-Control"] = "public, max-age=3600"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
