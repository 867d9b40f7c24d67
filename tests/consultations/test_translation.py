"""Translations by a service: only with consent, away from the request, and honest about what came of them."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache

from consultations.models import AlwaysTranslate, MessageTranslation, Room, TranslationConsent
from portal.core.events import Event
from portal.core.relay import deliver_all
from portal.core.translating.kept import changed_in
from portal.core.translating.libre import LibreTranslate
from portal.core.translating.provider import TranslationFailed
from tests.cast import Person

pytestmark = pytest.mark.django_db


class StandIn(ThreadingHTTPServer):
    """A stand-in for a LibreTranslate server: speaks its protocol over real HTTP, and translates nothing."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[dict[str, Any]] = []
        self.mood, self.held = "well", threading.Event()
        self.said: Callable[[str], Any] | None = None  # something else than the words with a mark

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: StandIn

    def do_GET(self) -> None:
        known = [{"code": "en", "name": "English", "targets": ["ko", "en"]}]
        self.reply(200, known if self.path == "/languages" else {"error": "?"})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        mood = self.server.mood
        if mood == "slow":
            self.server.held.wait(10)
        if mood == "error":
            return self.reply(500, {"error": "broken"})
        if mood == "key":
            return self.reply(403, {"error": "Invalid API key"})
        if mood == "moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            return self.end_headers()
        if mood == "html":
            return self.raw(200, b"<html>")
        if mood == "shape":
            return self.reply(200, {"translatedText": 5})
        if isinstance(asked["q"], list):
            return self.reply(200, {"translatedText": [self.said(one, asked["target"]) for one in asked["q"]]})
        words = asked["q"].replace("1,250.00", "1.250,00") if mood == "numbers" else asked["q"]
        return self.reply(
            200, {"translatedText": self.said(words, asked["target"]), "detectedLanguage": {"language": "en"}}
        )

    def said(self, words: str, target: str) -> Any:
        return self.server.said(words) if self.server.said else f"[{target}] {words}"

    def reply(self, status: int, data: Any) -> None:
        self.raw(status, json.dumps(data).encode())

    def raw(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def service(settings: Any) -> Iterator[StandIn]:
    server = StandIn()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.TRANSLATION_URL, settings.TRANSLATION_KEY = server.url, "secret-key"
    settings.TRANSLATION_NAME, settings.TRANSLATION_TIMEOUT = "Stand-in", 0.3
    cache.delete_many(["translation.down", "translation.languages"])
    yield server
    server.held.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def talk(room: Room, seller: Person) -> Room:
    room.post("USD 1,250.00 for 6204-2RS, see https://hanbit.example/p?x=1", by=seller.actor)
    return room


def ask(person: Person, room: Room, number: int = 1, prefix: str = "") -> Any:
    return person.client.post(f"{prefix}/consultations/{room.ref}/messages/{number}/translation/")


def consent(person: Person, whose: str = "me", given: str = "1") -> Any:
    return person.client.post("/consultations/translation/", {"whose": whose, "consent": given})


def page_of(person: Person, room: Room, prefix: str = "") -> str:
    return person.client.get(f"{prefix}/consultations/{room.ref}/").content.decode()


def test_off_there_are_no_buttons_and_the_settings_say_so(talk: Room, buyer: Person) -> None:
    assert "Translate" not in page_of(buyer, talk)
    assert "Translation is off here" in buyer.client.get("/consultations/translation/").content.decode()
    assert ask(buyer, talk).status_code == consent(buyer).status_code == 404
    assert buyer.client.post(f"/consultations/{talk.ref}/translation/", {"want": "1"}).status_code == 404
    deliver_all()
    assert not MessageTranslation.objects.exists() and not TranslationConsent.objects.exists()


def test_without_consent_nothing_is_sent(talk: Room, buyer: Person, service: StandIn) -> None:
    assert "<button>Translate</button>" in page_of(buyer, talk)
    answer = ask(buyer, talk)
    assert answer.url.startswith("/consultations/translation/?next=/consultations/")
    deliver_all()
    assert service.asked == [] and not MessageTranslation.objects.exists()


def test_on_request_marked_and_beside_the_original(talk: Room, buyer: Person, service: StandIn) -> None:
    consent(buyer)
    assert ask(buyer, talk, prefix="/ko").status_code == 302
    assert service.asked == [], "not while the reader waits"
    deliver_all()
    sent = {"q": talk.messages.get().body, "source": "auto", "target": "ko", "format": "text", "api_key": "secret-key"}
    assert service.asked == [sent]
    page = page_of(buyer, talk, "/ko")
    assert "[ko] USD 1,250.00" in page and "Stand-in" in page and talk.messages.get().body[:12] in page
    assert "translated__doubt" not in page
    ask(buyer, talk, prefix="/ko")
    deliver_all()
    assert len(service.asked) == 1, "kept once for each language"
    assert "[ko]" not in page_of(buyer, talk), "another language is another translation"


def test_the_same_words_are_asked_for_once_by_many(talk: Room, buyer: Person, service: StandIn) -> None:
    consent(buyer)
    for _ in range(3):
        ask(buyer, talk)
    deliver_all()
    assert len(service.asked) == MessageTranslation.objects.count() == 1


def test_numbers_that_did_not_come_through_are_told(talk: Room, buyer: Person, service: StandIn) -> None:
    service.mood = "numbers"
    consent(buyer)
    ask(buyer, talk)
    deliver_all()
    page = page_of(buyer, talk)
    assert "translated__doubt" in page and "1,250.00" in page


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        ("slow", "did not answer in time"),
        ("error", "cannot be reached now"),
        ("key", "refused this"),
        ("moved", "refused this"),
        ("html", "makes no sense"),
        ("shape", "makes no sense"),
    ],
)
def test_a_service_at_fault_costs_a_sentence(
    talk: Room, buyer: Person, service: StandIn, mood: str, words: str
) -> None:
    service.mood = mood
    consent(buyer)
    ask(buyer, talk)
    deliver_all()
    assert not Event.objects.filter(kind="translation.asked").exclude(state="done").exists(), "the relay goes on"
    assert words in page_of(buyer, talk)
    service.mood = "well"
    cache.delete("translation.down")
    ask(buyer, talk)
    deliver_all()
    assert "[en] USD" in page_of(buyer, talk)


def test_after_a_fault_the_service_is_left_alone_for_a_moment(talk: Room, buyer: Person, service: StandIn) -> None:
    service.mood = "error"
    consent(buyer)
    for _ in range(3):
        ask(buyer, talk)
        deliver_all()
    assert len(service.asked) == 1


def test_nobody_there(settings: Any) -> None:
    with pytest.raises(TranslationFailed) as problem:
        LibreTranslate("http://127.0.0.1:9", timeout=0.3).translate("Hello", "ko")
    assert problem.value.kind == "down"


def test_words_that_were_edited_are_translated_anew(talk: Room, buyer: Person, service: StandIn) -> None:
    consent(buyer)
    ask(buyer, talk)
    deliver_all()
    message = talk.messages.get()
    message.body = "USD 9 now"
    message.save()
    page = page_of(buyer, talk)
    assert "[en]" not in page and "<button>Translate</button>" in page
    ask(buyer, talk)
    deliver_all()
    assert "[en] USD 9 now" in page_of(buyer, talk)


def test_always_translates_what_others_say_from_now_on(
    talk: Room, buyer: Person, seller: Person, service: StandIn
) -> None:
    url = f"/consultations/{talk.ref}/translation/"
    assert buyer.client.post(url, {"want": "1"}).url.startswith("/consultations/translation/")
    assert not AlwaysTranslate.objects.exists()
    consent(buyer)
    deliver_all()
    assert buyer.client.post(f"/ko{url}", {"want": "1"}).status_code == 302
    talk.post("New words", by=seller.actor)
    talk.post("My own", by=buyer.actor)
    deliver_all()
    assert [one["q"] for one in service.asked] == ["New words"]
    assert "[ko] New words" in page_of(buyer, talk, "/ko") and "[ko]" not in page_of(seller, talk, "/ko")
    consent(buyer, given="0")
    talk.post("After the withdrawal", by=seller.actor)
    deliver_all()
    assert len(service.asked) == 1, "without consent nothing goes out any more"
    buyer.client.post(url, {"want": "0"})
    assert not AlwaysTranslate.objects.exists()


def test_who_may_consent_for_all(
    talk: Room, seller: Person, colleague: Person, viewer: Person, buyer: Person, service: StandIn
) -> None:
    for person in (colleague, viewer):
        assert consent(person, "company").status_code == 403
    assert not TranslationConsent.objects.exists()
    consent(seller, "company")
    talk.post("Guten Tag", by=buyer.actor)
    assert ask(viewer, talk, 2).status_code == 302
    deliver_all()
    assert [one["q"] for one in service.asked] == ["Guten Tag"]


def test_strangers_get_nothing(talk: Room, stranger: Person, service: StandIn) -> None:
    consent(stranger)
    url = f"/consultations/{talk.ref}/messages/1/translation/"
    assert ask(stranger, talk).status_code == stranger.client.get(url).status_code == 404
    assert stranger.client.post(f"/consultations/{talk.ref}/translation/", {"want": "1"}).status_code == 404
    deliver_all()
    assert service.asked == []


def test_the_piece_under_a_message_by_htmx(talk: Room, buyer: Person, service: StandIn) -> None:
    url = f"/consultations/{talk.ref}/messages/1/translation/"
    htmx = {"HX-Request": "true"}
    assert buyer.client.post(url, headers=htmx).headers["HX-Redirect"].startswith("/consultations/translation/")
    consent(buyer)
    assert "Being translated" in buyer.client.post(url, headers=htmx).content.decode()
    deliver_all()
    piece = buyer.client.get(url, headers=htmx).content.decode()
    assert "[en] USD" in piece and "<html" not in piece
    assert buyer.client.get(f"/consultations/{talk.ref}/messages/77/translation/").status_code == 404


@pytest.mark.parametrize(
    ("original", "translated", "changed"),
    [
        ("Pay USD 1,250.00 by 2026-11-30", "2026-11-30까지 USD 1,250.00", []),
        ("Pay USD 1,250.00", "1.250,00 USD", ["1,250.00"]),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN DE89 3704 0044 0532 0130 01", ["00"]),
        ("6204-2RS and 6204-2RS", "6204-2RS", ["6204-2RS"]),
        ("See https://a.example/x.", "https://b.example/x", ["https://a.example/x", "https://b.example/x"]),
        ("Write to a@b.example", "a@b.example로 쓰세요", []),
        ("Call us", "전화 0101234567", ["0101234567"]),
        ("Two bearings", "베어링 2개", []),
    ],
)
def test_what_did_not_come_through(original: str, translated: str, changed: list[str]) -> None:
    assert changed_in(original, translated) == changed
