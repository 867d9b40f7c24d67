"""What holds of every address and of every answer: forms need their token, private pages are kept by nobody between,
nobody is led elsewhere, and the name by which a request asks for us is never repeated.
"""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client, override_settings

from companies.models import ApiToken, Company
from tests.access.addresses import every_address
from tests.access.corpus import share_of
from tests.access.test_matrix import IS_FULL, SHARE, watched
from tests.access.world import World

# Proved by something else than a cookie: a signature, or nothing at all, because they act for nobody.
WITHOUT_TOKEN = {"stripe_webhook", "notifications:unsubscribe", "companies:trust_check", "search:opened"}
ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "https:evil.a")
LEADING = ("next", "redirect", "redirect_to", "return_to", "back", "url")


def careful(world: World, role: str) -> Client:
    """The same person by a browser that is held to its tokens."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    name = settings.SESSION_COOKIE_NAME
    client.cookies[name] = world.clients[role].cookies[name].value
    return client


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_sent_without_its_token(world: World, method: str) -> None:
    """What another page makes somebody's browser send comes with the cookie, and is refused before it is read."""
    client, wrong, tried = careful(world, "seller"), [], 0
    for address in every_address():
        path = world.path(address, "seller") or address.of_nothing
        if address.name in WITHOUT_TOKEN or (method != "post" and not path.startswith("/api/")):
            continue
        with watched() as written:
            answer = getattr(client, method)(path, world.found.forms.get(path, {}))
        tried += 1
        asked_in = answer.status_code == 302 and "/login/" in answer.headers["Location"]  # offices, before all else
        if (answer.status_code not in {403, 404, 405} and not asked_in) or written:
            wrong.append(f"{method} {path} ({address.name}): {answer.status_code} {sorted(set(written))}")
    assert wrong == [], "\n".join(wrong)
    assert tried > 60


def looks(world: World) -> Any:
    """Each kind of page and file that an account's own pages lead to."""
    for account, path in sorted(world.found.seen):
        if IS_FULL or share_of("looks", path) % SHARE == 0:
            with transaction.atomic():
                yield account, path, world.clients[account].get(path)
                transaction.set_rollback(True)


def test_what_is_somebodys_is_kept_by_nobody_between(world: World) -> None:
    wrong, seen = [], 0
    for account, path, answer in looks(world):
        seen += 1
        said = answer.headers.get("Cache-Control", "")
        may_lie = "private" in said or "no-store" in said
        if not may_lie and not path.startswith(("/media/", "/social/")) and "public" not in said:
            wrong.append(f"{path} as {account}: {said!r}")
        if "public" in said and not is_for_anybody(path):
            wrong.append(f"{path} as {account} may be kept by anybody: {said!r}")
        if "no-store" not in said and "Cookie" not in answer.headers.get("Vary", "") and "public" not in said:
            wrong.append(f"{path} as {account} is the same for others: {answer.headers.get('Vary')!r}")
    assert wrong == [], "\n".join(wrong)
    assert seen > 50


def is_for_anybody(path: str) -> bool:
    return Client().get(path).status_code in {200, 304}


def test_nobody_is_led_elsewhere(world: World) -> None:
    wrong, led = [], 0
    for address in every_address():
        path = world.path(address, "seller", "buyer", "steward", "moderator") or address.of_nothing
        for number, there in enumerate(ELSEWHERE):
            if not IS_FULL and share_of("led", address.name) % (2 * len(ELSEWHERE)) != number:
                continue
            ways = dict.fromkeys(LEADING, there)
            for method in ("get", "post"):
                data = {**world.found.forms.get(path, {}), **ways} if method == "post" else ways
                with watched():
                    client = world.clients["seller"]
                    client.raise_request_exception = False
                    answer = getattr(client, method)(path, data, headers={"Referer": there})
                there_now = answer.headers.get("Location", "")
                led += bool(there_now)
                if urlsplit(there_now.replace("\\", "/")).netloc or there_now.lower().startswith("javascript"):
                    wrong.append(f"{method} {path} ({address.name}) with {there}: {there_now}")
    assert wrong == [], "\n".join(wrong)
    assert led > 50


@override_settings(ALLOWED_HOSTS=["testserver"])
@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}])
def test_the_name_by_which_we_are_asked_is_not_repeated(world: World, headers: dict[str, str]) -> None:
    mail.outbox.clear()
    client = Client(headers=headers)
    with transaction.atomic():
        answer = client.post("/accounts/password/reset/", {"email": "seller@demo.example"})
        transaction.set_rollback(True)
    assert answer.status_code == (400 if "Host" in headers else 302)
    assert "evil" not in answer.content.decode() and "evil" not in str(answer.headers)
    assert "evil" not in "".join(str(one.body) for one in mail.outbox)
    assert len(mail.outbox) == ("Host" not in headers)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ("text/plain", '{"ref": "x"}'),
        ("application/json", '{"a": ' * 5000),
        ("application/json", '{"a": 1e999, "a": NaN}'),
        ("application/json;charset=utf-16", "{}"),
    ],
)
def test_the_api_reads_json_and_forms_and_nothing_else(world: World, kind: str, body: str) -> None:
    company = Company.objects.get(slug="hanul-bearing")
    key = {"Authorization": f"Bearer {ApiToken.issue(company, ['read', 'write'])[1]}"}
    client, wrong, refused = Client(raise_request_exception=False), [], 0
    for address in world.addresses:
        if not address.route.startswith("api/v1/"):
            continue
        path = world.path(address, "seller", "buyer", "steward") or address.of_nothing
        for method in ("POST", "PUT", "PATCH"):
            with watched() as written:
                answer = client.generic(method, path, body, content_type=kind, headers=key)
            refused += answer.status_code in {400, 415}
            written = [one for one in written if one != "update companies_apitoken"]  # when it was used
            if answer.status_code >= 500 or (written and "json" not in kind):
                wrong.append(f"{method} {path} ({kind}): {answer.status_code} {written}")
    assert wrong == [], "\n".join(wrong)
    assert refused > 20
