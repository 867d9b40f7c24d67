"""A company's passport: what was checked, signed, to be taken elsewhere; and what one says that somebody brings back.

A Verifiable Credential (https://www.w3.org/TR/vc-data-model-2.0/) about a schema.org Organization. It holds for a
week: whoever relies on it longer asks for a new one, and a badge that was lost is not carried on for a year.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language_from_path, override

from companies.models import Claim, Company
from companies.verification.canonical import Unreadable, canonical, read_object
from companies.verification.signing import is_signed_by, issuer, key_name, signed, signing_key
from companies.verification.sources import with_sources
from portal.core.actor import Actor

HOLDS = timedelta(days=7)


def passport_of(company: Company, key: Ed25519PrivateKey) -> dict[str, Any]:
    """The same all day while nothing changes: it is dated from the beginning of the day (UTC)."""
    day = datetime.combine(timezone.now().astimezone(UTC).date(), time(), UTC)
    with override("en"):
        document = {
            "@context": context(),
            "id": settings.SITE_URL + passport_path(company),
            "type": ["VerifiableCredential", "CompanyPassport"],
            "issuer": {"id": issuer(), "name": "Jangteo"},
            "validFrom": stamp(day),
            "validUntil": stamp(day + HOLDS),
            "credentialSubject": subject(company),
        }
    return signed(document, key, key_name(key), stamp(day))


def context() -> list[Any]:
    """The words of schema.org where it has them, ours for the rest; nothing that W3C's own context protects."""
    ours = f"{settings.SITE_URL}/trust/#"
    own = (
        "CompanyPassport",
        "tier",
        "tierName",
        "tierSince",
        "claims",
        "Claim",
        "kind",
        "checkedBy",
        "method",
        "checkedOn",
        "holdsUntil",
        "vouchedBy",
        "vouchedFor",
    )
    return [
        "https://www.w3.org/ns/credentials/v2",
        {"@vocab": "https://schema.org/", **{word: ours + word for word in own}},
    ]


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def passport_path(company: Company) -> str:
    return reverse("companies:passport", args=[company.slug])


def subject(company: Company) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": settings.SITE_URL + company.get_absolute_url(),
        "type": "Organization",
        "identifier": company.ref,
        "name": company.name,
        "address": {"type": "PostalAddress", "addressCountry": company.country, "addressLocality": company.city},
        "tier": company.tier,
        "tierName": str(company.get_tier_display()),
        "claims": [claim_said(claim) for claim in valid_claims(company)],
    }
    more = {"legalName": company.legal_name, "alternateName": company.local_name, "url": company.website}
    said |= {name: value for name, value in more.items() if value}
    if company.tier_since:
        said["tierSince"] = company.tier_since.isoformat()
    return said


def valid_claims(company: Company) -> list[Claim]:
    rows = with_sources(list(Claim.objects.valid().filter(company=company)))
    return sorted(rows, key=lambda claim: (claim.tier, claim.pk))


def claim_said(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = {
        "type": "Claim",
        "kind": claim.kind,
        "tier": claim.tier,
        "checkedBy": claim.checker,
        "method": claim.method,
        "checkedOn": claim.checked_on.isoformat() if claim.checked_on else "",
    }
    if claim.valid_until:
        said["holdsUntil"] = claim.valid_until.isoformat()
    if claim.public_value:
        said["value"] = claim.public_value
    if claim.source:
        said["vouchedBy"], said["vouchedFor"] = claim.source.name, list(claim.source.codes)
    return said


@dataclass(frozen=True)
class Reading:
    """What a passport turned out to be: `verdict` is right, expired, early, changed, foreign or unreadable."""

    verdict: str
    problem: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    company: Company | None = None
    claims: list[dict[str, Any]] = field(default_factory=list)
    claims_now: list[Claim] = field(default_factory=list)

    @property
    def is_trusted(self) -> bool:
        return self.verdict in {"right", "expired", "early"}

    @property
    def still_true(self) -> bool:
        """Whether the firm has today what the passport says it had."""
        return self.company is not None and {name: self.said.get(name) for name in ("name", "tier", "claims")} == {
            name: subject(self.company)[name] for name in ("name", "tier", "claims")
        }


def read_passport(data: bytes, actor: Actor) -> Reading:
    """Judge a document from a stranger; it never raises for what is in it."""
    try:
        document = read_object(data)
        return judge(document, actor)
    except Unreadable as problem:
        return Reading("unreadable", problem.code)


def judge(document: dict[str, Any], actor: Actor) -> Reading:
    key, proof = signing_key(), document.get("proof")
    said = document.get("credentialSubject")
    if key is None or not isinstance(proof, dict) or not isinstance(said, dict):
        return Reading("unreadable", "passport")
    canonical(document)  # whatever could not have been signed is refused before it is compared
    if proof.get("verificationMethod") != key_name(key):
        return Reading("foreign")
    if not is_signed_by(document, key.public_key()):
        return Reading("changed")
    return reading_of(document, said, actor)


def reading_of(document: dict[str, Any], said: dict[str, Any], actor: Actor) -> Reading:
    """Of a document that is ours: whether it is in time, and what holds today."""
    starts, ends = (parse_datetime(str(document[name])) for name in ("validFrom", "validUntil"))
    moment = timezone.now()
    verdict = "expired" if ends is None or moment > ends else "early" if starts and moment < starts else "right"
    company = company_at(str(said.get("id", "")), actor)
    claims = [words_of(one) for one in said.get("claims", [])]
    now = valid_claims(company) if company else []
    return Reading(verdict, "", said, starts, ends, company, claims, now)


def words_of(said: dict[str, Any]) -> dict[str, Any]:
    """A claim of the passport with its codes in the reader's language."""
    return {
        **said,
        "checked_day": parse_date(str(said.get("checkedOn", ""))),
        "until_day": parse_date(str(said.get("holdsUntil", ""))),
        "kind_label": dict(Claim.Kind.choices).get(said.get("kind", ""), said.get("kind")),
        "method_label": dict(Claim.Method.choices).get(said.get("method", ""), said.get("method")),
    }


def company_at(address: str, actor: Actor) -> Company | None:
    """The company whose page it is on this portal, if it can be seen."""
    path = address.removeprefix(settings.SITE_URL)
    try:
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            slug = resolve(path).kwargs.get("slug", "")
    except Resolver404:
        return None
    return Company.objects.visible_to(actor).filter(slug=slug).first()
