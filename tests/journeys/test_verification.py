"""From papers photographed with a phone to the mark on the public page, and its end."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from companies.models import Claim, Company
from companies.verification.clock import expire_claims
from tests.cast import Person, make_company
from tests.companies.verification import NUMBER, applied, make_reviewer, picture

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def reviewers(transactional_db: None) -> list[Person]:
    office = make_company("Programme Office", "programme", "KR")
    return [make_reviewer("first@programme.example", office), make_reviewer("second@programme.example", office)]


def test_from_a_phone_to_the_badge_and_its_end(
    portal: Any, seller: Person, reviewers: list[Person], tmp_path: Path
) -> None:
    assert seller.company is not None
    portal.aside(lambda: applied(seller).approve(reviewers[0].actor))
    page = portal.open_as(seller, "/my/verification/", **PHONE)
    page.locator(".rung--current").get_by_role("link", name="Have it checked").click()
    hand_in_everything(page, tmp_path)
    page.get_by_label("Who may act for the firm").fill("Minho Park")
    page.get_by_role("button", name="Send to the programme").click()
    expect(page.get_by_text("within 2 working days. We tell you")).to_be_visible()
    approve(portal.open_as(reviewers[0], "/desk/verifications/"), "Approve as the first of two")
    approve(portal.open_as(reviewers[1], "/desk/verifications/"), "Approve as the second")
    public = portal.open_as(None, seller.company.get_absolute_url())
    expect(public.locator("#proof")).to_contain_text("Documents read by two people")
    expect(public.locator("#proof")).to_contain_text(NUMBER)
    portal.aside(let_documents_expire)
    public.reload()
    expect(public.locator("#proof")).not_to_contain_text("Documents read by two people")
    assert portal.aside(lambda: Company.objects.get(pk=seller.company.pk).tier) == 1


def hand_in_everything(page: Page, folder: Path) -> None:
    photo = folder / "IMG_2041.png"
    photo.write_bytes(picture())
    for code in ("business_registration", "corporate_register", "signatory_id"):
        paper = page.locator(f"#{code}")
        paper.locator("input[type=file]").set_input_files(photo)
        paper.get_by_role("button", name="Upload").click()
        expect(page.locator(f"#{code}.paper--there")).to_contain_text("IMG_2041.png")


def approve(page: Page, button: str) -> None:
    page.get_by_role("link", name="Hanbit Bearings").click()
    expect(page.locator(".viewer img")).to_be_visible()
    page.get_by_role("button", name=button).click()
    expect(page.locator(".toast").first).to_be_visible()


def let_documents_expire() -> None:
    Claim.objects.filter(kind="documents").update(valid_until=localdate() - timedelta(days=1))
    expire_claims()
