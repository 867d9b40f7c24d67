"""What the local Stripe keeps over a restart, what it furnishes, and that its pages speak the reader's language."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from payments.localstripe.furnishing import furnish
from payments.localstripe.server import LocalStripe
from payments.models import PayAccount, Plan
from tests.cast import Person

FORM = {
    "mode": "payment",
    "success_url": "https://p.example/",
    "cancel_url": "https://p.example/",
    "line_items": [
        {"price_data": {"currency": "usd", "unit_amount": "2500", "product_data": {"name": "Deposit"}}, "quantity": "1"}
    ],
}


@contextmanager
def running(path: Path) -> Iterator[LocalStripe]:
    server = LocalStripe(path=path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def show(url: str, language: str = "en") -> str:
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Language": language})) as answer:
        return str(answer.read().decode())


def test_it_remembers_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / "stripe.json"
    with running(path) as first:
        session = first.answer("POST", "/v1/checkout/sessions", FORM, "k1")[1]
        first.acts.pay(session["id"], "4242424242424242")
        first.acts.move_clock(days=3)
        first.tell()
    with running(path) as second:
        assert second.store.find(session["id"], "checkout.session")["status"] == "complete"
        assert second.answer("POST", "/v1/checkout/sessions", FORM, "k1")[1]["id"] == session["id"]
        assert second.store.ahead == 3 * 24 * 3600
        assert "It is paid already." in show(f"{second.address}/pay/{session['id']}")
        unheard = [event for event in second.store.events if event["id"] not in second.sent]
        assert [event["type"] for event in unheard] == ["payment_intent.succeeded", "checkout.session.completed"]


def test_who_dies_while_writing_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "stripe.json"
    server = LocalStripe(path=path)
    server.answer("POST", "/v1/checkout/sessions", FORM, "k1")
    server.tell()
    before = path.read_text("utf-8")

    def die(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(json, "dump", die)
    server.answer("POST", "/v1/checkout/sessions", FORM, "k2")
    with pytest.raises(KeyboardInterrupt):
        server.tell()
    server.server_close()
    assert path.read_text("utf-8") == before


def test_pages_speak_as_the_portal_asked_and_else_as_the_browser(tmp_path: Path) -> None:
    with running(tmp_path / "s.json") as stripe:
        pages = {}
        for locale in ("ko", "en", "auto"):
            form = {**FORM, "locale": locale}
            pages[locale] = stripe.answer("POST", "/v1/checkout/sessions", form, "")[1]["url"]
        for url, language in ((pages["ko"], "en"), (pages["auto"], "ko-KR,ko;q=0.9")):
            page = show(url, language)
            assert '<html lang="ko">' in page and "돈이 오가지 않습니다" in page and "Test card" not in page
        for url, language in ((pages["en"], "ko"), (pages["auto"], "en-GB"), (pages["auto"], "xx")):
            assert '<html lang="en">' in show(url, language)
        account = stripe.acts.create_account({})["id"]
        assert "시험용 계정" in show(f"{stripe.address}/onboarding/{account}", "ko")
        customer = stripe.acts.create_customer({})["id"]
        portal = stripe.acts.create_portal({"customer": customer, "return_url": "/", "locale": "ko"})
        assert "여기에는 요금제가 없습니다" in show(portal["url"], "en")


@pytest.mark.django_db
def test_a_demonstration_can_pay_at_once_and_what_people_entered_stays(stripe: LocalStripe, seller: Person) -> None:
    Plan.objects.filter(slug="supporter").update(price="", is_offered=False)
    for _start in range(2):
        furnish(stripe, [seller.company.slug])
    assert Plan.objects.offered().get(slug="supporter").price in stripe.store.things
    row = PayAccount.objects.get(company=seller.company)
    assert row.state == "enabled" and len(stripe.store.all("account")) == 1
    row.settle()
    assert row.state == "enabled"
    Plan.objects.filter(slug="supporter").update(price="price_of_staff", is_offered=False)
    furnish(stripe, [])
    assert Plan.objects.get(slug="supporter").price == "price_of_staff"
