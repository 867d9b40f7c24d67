"""No message without its translation, in any language that is offered."""

import pytest
from django.conf import settings
from django.utils import translation

from portal.core import catalogue


@pytest.fixture(scope="module")
def wanted() -> catalogue.Catalog:
    return catalogue.collect(settings.BASE_DIR)


def test_messages_are_found_in_code_and_in_templates(wanted: catalogue.Catalog) -> None:
    places = {path for message in wanted if message.id for path, _line in message.locations}
    assert any(path.endswith(".py") for path in places)
    assert any(path.endswith(".html") for path in places)


@pytest.mark.parametrize("language", catalogue.languages())
def test_every_message_is_translated(wanted: catalogue.Catalog, language: str) -> None:
    assert catalogue.missing(language, wanted) == []


def test_a_missing_translation_and_a_wrong_placeholder_are_found(wanted: catalogue.Catalog, monkeypatch) -> None:
    own = catalogue.Catalog(locale="ko")
    own.add("Hello %(name)s", "안녕하세요 %(who)s")
    asked = catalogue.Catalog()
    asked.add("Hello %(name)s")
    asked.add("Not there")
    monkeypatch.setattr(catalogue, "load", lambda language: own)
    assert catalogue.missing("ko", asked) == [
        "ko: unknown placeholder: 'Hello %(name)s'",
        "ko: not translated: 'Not there'",
    ]


def test_a_korean_name_and_its_honorific_stay_on_one_line() -> None:
    own = catalogue.Catalog(locale="ko")
    own.add("Welcome, %(name)s", "%(name)s 님, 환영합니다")
    own.add(("%(n)s of %(name)s", "%(n)s of %(name)s"), ("%(name)s 님의 %(n)s",))
    own.add("Spam", "스팸 아님")
    made = catalogue.set_for_print(own)
    held = "\N{NO-BREAK SPACE}님"
    assert made.get("Welcome, %(name)s").string == f"%(name)s{held}, 환영합니다"
    assert made.get("%(n)s of %(name)s").string == (f"%(name)s{held}의 %(n)s",)
    assert made.get("Spam").string == "스팸 아님"
    with translation.override("ko"):
        assert translation.gettext("Welcome, %(name)s") % {"name": "지우"} == f"지우{held}, 환영합니다"
