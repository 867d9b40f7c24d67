"""Every text of every row is hostile, and every page and file that shows it stays as harmless as before.

The words are written into the tables past all forms, so that only what shows them keeps readers safe.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any

import pytest
from defusedxml import ElementTree
from django.apps import apps
from django.db import DatabaseError, models, transaction
from openpyxl import load_workbook

from tests.access.corpus import FORMULA, FORMULAS, HOSTILE, IS_FULL, MARKUP, SHORT, mixed, share_of
from tests.access.test_matrix import SHARE
from tests.access.world import World

APPS = ("companies", "catalog", "offers", "consultations", "community", "payments", "trade", "notifications", "search")
LEADS_AWAY = ("javascript:", "data:text", "vbscript:")
# Keys and codes that only our own code writes, and reads back.
CODES = {
    *("content_type", "media_type", "sector", "password", "kind", "payable", "subject_key", "digest", "token"),
    *("zone", "timezone", "host_zone", "guest_zone", "fingerprint"),
}
# The name of a file, made of the words' letters and dashes alone.
NAMED = re.compile(r'(?:inline|attachment); filename="[a-z0-9-]+\.\w+"')
Words = Callable[[str], str]


class Live(HTMLParser):
    """What of a page would run, or is not of our making."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            leads = name in {"href", "src", "action", "formaction", "xlink:href"} and (value or "").strip().lower()
            if name.startswith("on") or name == "srcdoc" or (leads and leads.startswith(LEADS_AWAY)):
                self.found.append(f"<{tag} {name}={value!r}>")
        if tag == "x-evil" or (tag == "img" and dict(attrs).get("src") == "x"):
            self.found.append(f"<{tag}>")


def texts() -> Iterator[tuple[Any, Any]]:
    """Models and their fields for free text."""
    for model in apps.get_models():
        if model._meta.app_label in APPS and model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_concrete_fields:
                if is_free_text(field):
                    yield model, field


def is_free_text(field: Any) -> bool:
    if field.model.__name__ == "WebhookDelivery":  # what was sent stays as it was signed
        return False
    is_text = type(field) in {models.CharField, models.TextField}
    has_room = field.max_length is None or field.max_length >= len(HOSTILE)
    return is_text and has_room and not (field.choices or field.unique or field.name in CODES)


def fitting(field: Any, words: str) -> str:
    room = field.max_length or len(words)
    return words if len(words) <= room else words[:room] if words.startswith(("=", "<x-evil>W")) else HOSTILE


def poison(words: Words = mixed) -> list[str]:
    """Each text that is there; what the database refuses (a name that must be the only one) keeps its words."""
    done = []
    for model, field in texts():
        name = f"{model._meta.label}.{field.name}"
        with suppress(DatabaseError), transaction.atomic():
            if model._base_manager.exclude(**{field.name: ""}).update(**{field.name: fitting(field, words(name))}):
                done.append(name)
    return done


def wrong_in_page(answer: Any) -> list[str]:
    return sorted(set(Live(answer.content.decode()).found))


def wrong_in_table(text: str) -> list[str]:
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    return [repr(cell[:80]) for cell in cells if cell.startswith(FORMULAS) and not re.fullmatch(r"-?[\d.,]+", cell)]


def wrong_in_workbook(data: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(data))
    return [repr(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def wrong_in_calendar(text: str) -> list[str]:
    """Each line, unfolded, is one that a calendar has; none of the words begins one."""
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
    return [line[:80] for line in lines if line and not re.match(r"(?!X-EVIL|BCC)[A-Z-]+[;:]", line)]


def wrong_in_markup(data: bytes) -> list[str]:
    tags = (str(one.tag).rpartition("}")[2] for one in ElementTree.fromstring(data).iter())
    return [tag for tag in tags if tag in {"x-evil", "script"}]


def wrong_in_file(answer: Any) -> list[str]:
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    told = [
        (name, value) for name, value in answer.headers.items() if name != "Location" and not NAMED.fullmatch(value)
    ]
    if any("evil" in f"{name}{value}".lower() for name, value in told):
        return [f"headers {dict(answer.headers)}"]
    if kind == "text/csv":
        return wrong_in_table(data.decode())
    if kind == "text/calendar":
        return wrong_in_calendar(data.decode())
    if kind.endswith("json"):
        json.loads(data)
    elif kind.endswith("xml"):
        return wrong_in_markup(data)
    elif kind == "application/pdf":
        return [name.decode() for name in (b"/JavaScript", b"/Launch", b"/SubmitForm") if name in data]
    elif kind.endswith("spreadsheetml.sheet"):
        return wrong_in_workbook(data)
    return []


def looks(world: World, seen: set[tuple[str, str]], share: int) -> Iterator[tuple[str, str, Any]]:
    """What the accounts' pages lead to, each as it is now; nothing of it stays."""
    for account, path in sorted(seen):
        if IS_FULL or share_of(path) % share == 0:
            client = world.clients[account]
            client.raise_request_exception = False
            with transaction.atomic():
                yield account, path, client.get(path)
                transaction.set_rollback(True)


def is_page(answer: Any) -> bool:
    return not answer.streaming and "html" in answer.headers.get("Content-Type", "")


def test_the_finder_finds() -> None:
    assert Live("<a onclick=x()>").found and Live("<a href=' JavaScript:x()'>").found and Live("<x-evil>").found
    assert Live(f'<p title="{HOSTILE}">').found and Live(f"<script>{HOSTILE}</script>").found
    assert Live(f"<p title=x{HOSTILE.split('>')[-1]}>").found and Live(f'<p title="{SHORT}">').found
    assert not Live('<a href="/x/" data-on="1">&lt;x-evil&gt;</a>').found
    assert wrong_in_table("a,=1+1\n") and wrong_in_table('a,"\r\n=1"\n') and not wrong_in_table("a,-5.20,'=1\n")
    assert wrong_in_calendar("BEGIN:VCALENDAR\r\nbare words\r\n") and not wrong_in_calendar("SUMMARY:a\r\n b\r\n")


@pytest.mark.parametrize("turn", range(len(MARKUP)) if IS_FULL else [0])
def test_hostile_words_in_every_row_run_on_no_page(world: World, turn: int) -> None:
    wrong, seen, told = [], 0, 0
    with transaction.atomic():
        fields = poison(lambda name: mixed(name, turn))
        for account, path, answer in looks(world, world.found.seen, SHARE):
            if is_page(answer):
                seen, told = seen + 1, told + (b"x-evil" in answer.content)
                if live := wrong_in_page(answer):
                    wrong.append(f"{path} as {account}: {live}")
            if answer.status_code >= 500:
                wrong.append(f"{path} as {account}: {answer.status_code}")
        transaction.set_rollback(True)
    assert len(fields) > 100, fields
    assert seen > 50 and told > seen / 4, "the words are not on the pages"
    assert wrong == [], "\n".join(wrong)


def test_words_that_begin_formulas_headers_and_lines_stay_words_in_every_file(world: World) -> None:
    wrong, kinds = [], set()
    with transaction.atomic():
        poison(lambda _name: FORMULA)
        for account, path, answer in looks(world, world.found.files, 1):
            if answer.status_code >= 500:
                wrong.append(f"{path} as {account}: {answer.status_code}")
            elif not is_page(answer) and answer.status_code == 200:
                kinds.add(answer.headers.get("Content-Type", "").partition(";")[0])
                wrong += [f"{path} as {account}: {words}" for words in wrong_in_file(answer)[:3]]
        transaction.set_rollback(True)
    assert {"text/csv", "text/calendar", "application/json", "application/pdf"} <= kinds
    assert wrong == [], "\n".join(wrong)
