"""The passport: a standard proof, read back in words; whatever was changed, old, foreign or hostile is told apart."""

import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone

from companies.models import Claim
from companies.verification.canonical import Unreadable, canonical, read_object
from companies.verification.signing import digest_of, is_signed_by, signing_key, unbase58
from tests.cast import Person
from tests.companies.verification import checked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]

# https://www.w3.org/TR/vc-di-eddsa/#representation-eddsa-jcs-2022: the example and its signature
CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
KEY = "6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
W3C = {
    "@context": CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
    "proof": {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2023-02-24T23:36:38Z",
        "verificationMethod": f"did:key:z{KEY}#z{KEY}",
        "proofPurpose": "assertionMethod",
        "@context": CONTEXT,
        "proofValue": "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX",
    },
}


@pytest.fixture(autouse=True)
def a_key(settings: Any) -> None:
    settings.PASSPORT_KEY = "11" * 32


def test_the_example_of_the_standard_verifies() -> None:
    key = Ed25519PublicKey.from_public_bytes(unbase58(KEY)[2:])
    assert is_signed_by(W3C, key)
    assert not is_signed_by({**W3C, "name": "Another"}, key)
    bare = {name: value for name, value in W3C.items() if name != "proof"}
    proof = {name: value for name, value in W3C["proof"].items() if name != "proofValue"}
    assert digest_of(bare, proof).hex().startswith("66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db59")


def test_canonical_form_is_that_of_rfc_8785() -> None:
    said = dict.fromkeys(["€", "\r", "\ufb33", "1", "😀", "\x80", "ö"], 0)
    assert list(json.loads(canonical(said))) == ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]
    assert canonical({"b": [True, None, '\u000f\n"\\/'], "a": 10}) == b'{"a":10,"b":[true,null,"\\u000f\\n\\"\\\\/"]}'
    for odd in (1.5, 2**60, object()):
        with pytest.raises(Unreadable):
            canonical([odd])


@pytest.fixture
def passport(seller: Person, reviewer: Person, second: Person, visitor: Client) -> dict[str, Any]:
    checked(seller, "registration", reviewer, second)
    return dict(visitor.get(f"/companies/{seller.company.slug}/passport.json").json())


def verdict(visitor: Client, document: Any, **more: Any) -> str:
    text = document if isinstance(document, str) else json.dumps(document)
    answer = visitor.post("/trust/check/", {"text": text, **more})
    assert answer.status_code == 200
    return str(answer.context["reading"].verdict)


def test_it_says_who_checked_what_and_is_signed(passport: dict[str, Any], visitor: Client, seller: Person) -> None:
    subject = passport["credentialSubject"]
    assert (subject["name"], subject["tier"]) == ("Hanbit Bearings", 1)
    assert subject["claims"][0]["checkedBy"] == "Programme Office"
    did = visitor.get("/.well-known/did.json").json()
    method = did["verificationMethod"][0]
    assert method["id"] == passport["proof"]["verificationMethod"] and passport["issuer"]["id"] == did["id"]
    key = Ed25519PublicKey.from_public_bytes(unbase58(method["publicKeyMultibase"][1:])[2:])
    assert is_signed_by(passport, key)
    assert visitor.get("/.well-known/jwks.json").json()["keys"][0]["crv"] == "Ed25519"
    assert verdict(visitor, passport) == "right"


def test_it_is_cached_by_its_tag_open_to_other_sites_and_hidden_with_the_firm(
    passport: dict[str, Any], visitor: Client, seller: Person
) -> None:
    address = f"/companies/{seller.company.slug}/passport.json"
    first = visitor.get(address)
    assert first["Access-Control-Allow-Origin"] == "*" and "max-age" in first["Cache-Control"]
    assert visitor.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert visitor.get(address.replace(".json", ".svg"))["Content-Type"] == "image/svg+xml"
    assert b"passport-code" in visitor.get(seller.company.get_absolute_url()).content
    seller.company.is_active = False
    seller.company.save(update_fields=["is_active"])
    assert visitor.get(address).status_code == 404
    assert verdict(visitor, passport) == "right", "it was ours; that the firm is gone is said beside it"


def test_what_was_changed_is_found(passport: dict[str, Any], visitor: Client) -> None:
    raised = json.loads(json.dumps(passport))
    raised["credentialSubject"]["tier"] = 3
    assert verdict(visitor, raised) == "changed"
    longer = {**passport, "validUntil": "2099-01-01T00:00:00Z"}
    assert verdict(visitor, longer) == "changed"
    assert verdict(visitor, {**passport, "more": 1}) == "changed"
    forged = {**passport, "proof": {**passport["proof"], "proofValue": "z" + "1" * 64}}
    assert verdict(visitor, forged) == "changed"
    foreign = {**passport, "proof": {**passport["proof"], "verificationMethod": "did:web:evil.example#1"}}
    assert verdict(visitor, foreign) == "foreign"


def test_what_holds_today_is_told_in_every_language(passport: dict[str, Any], visitor: Client) -> None:
    answer = visitor.post("/ko/trust/check/", {"text": json.dumps(passport)})
    assert answer.context["reading"].company.get_absolute_url().startswith("/ko/companies/")
    assert answer.context["reading"].still_true


def test_what_is_old_or_true_no_longer_is_told(
    passport: dict[str, Any], visitor: Client, reviewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Claim.objects.get(kind="registration").revoke(reviewer.actor, "number")
    answer = visitor.post("/trust/check/", {"text": json.dumps(passport)})
    reading = answer.context["reading"]
    assert (reading.verdict, reading.still_true, reading.company.tier) == ("right", False, 0)
    assert "Something has changed since" in answer.content.decode()
    later = timezone.now() + timedelta(days=8)
    monkeypatch.setattr("companies.verification.passport.timezone.now", lambda: later)
    assert verdict(visitor, passport) == "expired"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "nonsense",
        '{"a": 1, "a": 2}',
        '{"a": 1.5}',
        '{"a": NaN}',
        '{"a": 1e999}',
        '{"proof": [], "credentialSubject": 3}',
        '{"proof": {}, "credentialSubject": {}, "x": "\\ud800"}',
        "[" * 60_000,
        '{"a":' * 5000 + "1" + "}" * 5000,
        '{"a": "' + "x" * 70_000 + '"}',
        '{"a": ' + "9" * 5000 + "}",
    ],
)
def test_hostile_documents_are_refused_in_words(visitor: Client, text: str) -> None:
    if text:
        assert verdict(visitor, text) == "unreadable"
    else:
        assert visitor.post("/trust/check/", {"text": ""}).status_code == 422


def test_proofs_of_odd_shapes_are_no_accident(passport: dict[str, Any], visitor: Client) -> None:
    for proof in ({**passport["proof"], "proofValue": 5}, {**passport["proof"], "@context": {}}, {"type": []}):
        assert verdict(visitor, {**passport, "proof": proof}) in {"changed", "foreign"}
    with pytest.raises(Unreadable):
        read_object(b"\xff\xfe")


def test_the_key_of_the_settings(settings: Any, visitor: Client, seller: Person) -> None:
    address = f"/companies/{seller.company.slug}/passport.json"
    settings.PASSPORT_KEY = "11" * 32
    key = signing_key()
    assert isinstance(key, Ed25519PrivateKey) and verdict(visitor, visitor.get(address).json()) == "right"
    settings.PASSPORT_KEY, settings.DEBUG = "", False
    assert visitor.get(address).status_code == 503 and visitor.get("/.well-known/did.json").status_code == 404
    assert "companies.W001" in [one.id for one in run_checks(include_deployment_checks=True)]
    settings.PASSPORT_KEY = "not a key"
    assert "companies.E001" in [one.id for one in run_checks()]


def test_the_public_pages_read_in_both_languages(visitor: Client, passport: dict[str, Any]) -> None:
    for path in ("/trust/", "/ko/trust/", "/trust/check/", "/ko/trust/check/?company=hanbit-bearings"):
        assert visitor.get(path).status_code == 200, path
    assert visitor.get("/trust/check/?company=nobody").status_code == 404
