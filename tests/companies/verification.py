"""What tests of checks share: reviewers, papers, and a claim brought to where a test begins."""

from io import BytesIO
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from companies.models import Claim, Company, VaultDocument
from companies.verification.checklist import needs_of
from companies.verification.uploads import read_upload
from tests.cast import Person, make_person

NUMBER = "116-82-00276"  # of the form of Korean business registration numbers


def make_reviewer(email: str, company: Company | None = None) -> Person:
    person = make_person(email, company, is_staff=True)
    person.user.user_permissions.add(Permission.objects.get(codename="review_claim"))
    person.user.refresh_from_db()
    return person


def picture(colour: str = "#fdfcf8") -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 80), colour).save(out, "PNG")
    return out.getvalue()


def pdf(inside: bytes = b"") -> bytes:
    body = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside + b">>\nendobj\n"
    return body + b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def sent(data: bytes | None = None, name: str = "paper.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if data is None else data)


def hand_in(person: Person, kind: str, data: bytes | None = None, **fields: Any) -> Any:
    assert person.company
    upload = read_upload(sent(data), "paper.png")
    return VaultDocument.add(person.company, kind, upload, person.actor, **fields)


def applied(person: Person, kind: str = "registration") -> Claim:
    """A claim that waits, with every paper it asks for."""
    assert person.company
    for need in needs_of(kind, person.company.country):
        if need.is_required:
            hand_in(person, need.paper.code)
    claim = Claim.begin(person.company, kind, person.actor)
    claim.write(person.actor, value=NUMBER if kind == "registration" else "Minho Park", legal_name=person.company.name)
    claim.submit(person.actor)
    return claim


def checked(person: Person, kind: str, first: Person, second: Person) -> Claim:
    claim = applied(person, kind)
    claim.approve(first.actor)
    if claim.needs_two:
        claim.approve(second.actor)
    return claim
