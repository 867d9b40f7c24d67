"""Where webhooks never go: when an address is saved, and again at each delivery."""

import socket
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from companies.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from companies.webhooks import addresses
from companies.webhooks.addresses import checked_url, is_public
from companies.webhooks.posting import post
from companies.webhooks.sending import send_due
from tests.cast import Person
from tests.companies.webhooks.receiver import Receiver

PUBLIC = "93.184.215.14"


def names(monkeypatch: pytest.MonkeyPatch, **known: list[str]) -> None:
    """A world of names of our own; numbers in any writing are read as the system reads them."""

    def resolve(host: str, port: int) -> list[str]:
        if host.replace("-", "_").replace(".", "_") in known:
            return known[host.replace("-", "_").replace(".", "_")]
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(row[4][0]) for row in rows]

    monkeypatch.setattr(addresses, "resolve", resolve)


INNER = [
    "https://127.0.0.1/", "https://127.1/", "https://127.0.0.1:8443/", "https://0.0.0.0/", "https://[::1]/", "https://[::]/",
    "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://017700000001/",
    "https://10.0.0.8/", "https://172.16.4.1/", "https://192.168.1.1/", "https://100.64.0.1/", "https://100.100.100.200/",
    "https://169.254.169.254/latest/meta-data/", "https://2852039166/", "https://[fe80::1]/", "https://[fd00:ec2::254]/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:a9fe:a9fe]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/", "https://[::127.0.0.1]/", "https://192.0.0.192/", "https://168.63.129.16/",
    "https://224.0.0.1/", "https://[ff02::1]/", "https://240.0.0.1/", "https://255.255.255.255/", "https://198.18.0.1/",
    "https://localhost/", "https://LOCALHOST./", "https://books/", "https://books.internal/", "https://nas.local/",
    "https://metadata.google.internal/", "https://inner.example.com/", "https://mixed.example.com/",
    "https://127。0。0。1/", "https://①②⑦.⓪.⓪.①/",
]  # fmt: skip


@pytest.mark.parametrize("url", INNER)
def test_an_address_within_is_not_taken(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, inner_example_com=["10.1.2.3"], mixed_example_com=[PUBLIC, "127.0.0.1"], localhost=["127.0.0.1"])
    with pytest.raises(ValidationError) as refused:
        checked_url(url)
    assert refused.value.code in {"address", "dns"}, refused.value.code


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://books.example.com/", "scheme"),
        ("ftp://books.example.com/", "scheme"),
        ("file:///etc/passwd", "malformed"),
        ("gopher://books.example.com/", "scheme"),
        ("books.example.com/hooks", "malformed"),
        ("https://", "malformed"),
        ("https://books.example.com:port/", "malformed"),
        ("https://books.example.com:99999/", "malformed"),
        ("https://books.example.com:25/", "port"),
        ("https://me:secret@books.example.com/", "user"),
        ("https://books.example.com\\@127.0.0.1/", "malformed"),
        ("https://books.example.com/a b", "malformed"),
        ("https://books.example.com/\r\nHost: x", "malformed"),
        ("https://books.example.com/ä", "malformed"),
        ("https://nowhere.example.com/", "dns"),
        ("https://books.example.com/" + "a" * 500, "malformed"),
    ],
)
def test_what_is_no_address_for_us_is_refused_in_words(url: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, books_example_com=[PUBLIC])
    with pytest.raises(ValidationError) as refused:
        checked_url(url)
    assert refused.value.code == code and refused.value.messages[0]


def test_a_good_address_is_kept_as_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    names(
        monkeypatch, books_example_com=[PUBLIC, "2606:4700::1111"], xn__2i4bq4k_kr=[PUBLIC], books_example_com_=[PUBLIC]
    )
    assert checked_url(" https://Books.Example.com/hooks?k=1#part ") == "https://books.example.com/hooks?k=1"
    assert checked_url("https://books.example.com:443") == "https://books.example.com/"
    assert checked_url("https://books.example.com:8443/a") == "https://books.example.com:8443/a"
    assert checked_url(f"https://{PUBLIC}/") == f"https://{PUBLIC}/"


def test_what_is_public() -> None:
    assert is_public(PUBLIC) and is_public("2606:4700::1111") and is_public("::ffff:93.184.215.14")
    assert not is_public("fe80::1%eth0") and not is_public("::ffff:10.0.0.1")


@pytest.mark.django_db
def test_a_name_that_leads_within_by_the_time_of_delivery_is_not_called(
    seller: Person, receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOKS_INSIDE = False
    names(monkeypatch, books_example_com=[PUBLIC])
    url = checked_url(f"https://books.example.com:{receiver.port}/")
    endpoint, _secret = WebhookEndpoint.add(seller.actor, url, ["*"])
    WebhookDelivery.ask_for_test(endpoint, seller.actor)
    names(monkeypatch, books_example_com=["127.0.0.1"])
    assert send_due() == 1 and receiver.got == []
    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, attempt.error, attempt.response) == (None, "address", "")


def test_the_address_that_was_looked_at_is_the_one_that_is_called(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked a second time the name would lead elsewhere: it is asked once."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    monkeypatch.setattr(addresses, "resolve", resolve)
    reply = post(f"http://books.example.com:{receiver.port}/hooks", b"{}", {})
    assert reply.status == 200 and asked == ["books.example.com"]
    assert receiver.got[0].headers["host"] == f"books.example.com:{receiver.port}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed(receiver: Receiver, status: int) -> None:
    receiver.answers = [(status, {"Location": f"http://127.0.0.1:{receiver.port}/admin"}, b"")]
    reply = post(receiver.url, b"{}", {})
    assert (reply.status, reply.error, reply.is_taken) == (status, "redirect", False)
    assert [one.path for one in receiver.got] == ["/hooks?for=books"]


def test_no_proxy_of_the_environment_is_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert post(receiver.url, b"{}", {}).status == 200
