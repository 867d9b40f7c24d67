"""Short names of the headings of the Harmonized System: complete, in our own words, and found by them."""

import csv
import gzip
import re
import unicodedata
from collections import Counter
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from catalog import hs_headings
from catalog.classify import normal
from catalog.codes import clean_hs_code
from catalog.harmonized import headings
from catalog.hs_choice import HsChoice, chosen
from catalog.hs_headings import PART, SOURCE, WHOLE, ShortName, headings_meant, short_name, with_words
from catalog.imports import values
from catalog.imports.problems import Odd
from catalog.models import Category
from tests.shared import shared


def rows() -> list[dict[str, str]]:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_heading_has_one_line_in_order_with_both_languages() -> None:
    found = rows()
    assert [row["code"] for row in found] == sorted(headings())
    assert {tuple(row) for row in found} == {("code", "en", "ko")}
    for row in found:
        assert all(name and name == unicodedata.normalize("NFC", " ".join(name.split())) for name in row.values()), row
        assert re.search("[A-Za-z]", row["en"]) and not re.search("[가-힣]", row["en"]), row
        assert re.search("[가-힣]", row["ko"]), row


def test_names_are_short() -> None:
    assert not [row for row in rows() if len(row["en"].split()) > 8 or len(row["en"]) > 70 or len(row["ko"]) > 45]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_two_headings_of_a_chapter_are_called_the_same(language: str) -> None:
    called = Counter((row["code"][:2], normal(row[language])) for row in rows())
    assert not [name for name, times in called.items() if times > 1]


def test_no_name_is_the_official_text() -> None:
    with gzip.open(shared("codes/harmonized-system.csv.gz"), "rt", encoding="utf-8") as file:
        official = {line["hscode"]: normal(line["description"]) for line in csv.DictReader(file)}
    assert len(official) > 1200
    copied = [row for row in rows() if normal(row["en"]) == official[row["code"]] and len(row["en"].split()) > 3]
    assert not copied


def test_a_name_is_the_readers_own_or_english_and_says_so() -> None:
    assert short_name("8482") == ShortName("Ball and roller bearings")
    with override("ko"):
        assert short_name("8482") == ShortName("볼베어링·롤러베어링")
        assert short_name("84").text and not short_name("84").language
    with override("de"):
        assert short_name("8482") == ShortName("Ball and roller bearings", "en")
        assert short_name("84").language == "en"
    assert not short_name("848210") and not short_name("77") and not short_name("9999")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("ball bearings", "8482"),
        ("bearing", "8482"),
        ("BEARINGS", "8482"),
        ("볼베어링", "8482"),
        ("볼 베어링", "8482"),
        ("fish fillet", "0304"),
        ("어육", "0304"),
        ("knife", "8211"),
        ("battery", "8507"),
        ("tires", "4011"),
        ("aluminum profiles", "7604"),
        ("쌀", "1006"),
        ("LED 램프", "8539"),
        ("semicond", "8486"),
    ],
)
def test_headings_are_found_by_words_of_both_languages(words: str, code: str) -> None:
    for reader in ("en", "ko"):
        with override(reader):
            assert code in [found for _fit, found in with_words(normal(words).split())[:4]]


def test_whole_words_come_before_beginnings_and_what_begins_a_name_before_the_rest() -> None:
    found = with_words(["car"])
    assert found[0] == (WHOLE, "8703") and (PART, "2803") in found  # cars, then carbon
    assert [fits for fits, _code in found] == sorted(fits for fits, _code in found)
    assert next(code for _fit, code in with_words(["screws"])) == "7318"


def test_parts_of_english_words_and_single_korean_letters_do_not_count() -> None:
    assert "2203" not in {code for _fit, code in with_words(["eer"])}  # beer
    assert "1212" in {code for _fit, code in with_words(["김"])}
    assert "3922" not in {code for _fit, code in with_words(["조"])}  # 욕조
    assert with_words([]) == [] == with_words(["zzzz"])


def test_the_names_are_read_once_and_looking_takes_a_few_milliseconds() -> None:
    assert hs_headings.names() is hs_headings.names()
    with_words(["once"])
    begin = process_time()
    for _time in range(20):
        with_words(["ball", "bearings"])
    assert (process_time() - begin) / 20 < 0.02  # 3 ms are usual


def test_words_in_place_of_a_code_are_refused_with_the_headings_they_may_mean() -> None:
    with pytest.raises(ValidationError, match="8482 Ball and roller bearings"):
        clean_hs_code("ball bearing")
    with pytest.raises(ValidationError, match="8482"), override("ko"):
        clean_hs_code("볼베어링")
    for text in ("84.1", "x", "zzzz", "12345"):
        with pytest.raises(ValidationError, match=r"8482\.10"):
            clean_hs_code(text)


def test_an_import_says_which_headings_a_cell_of_words_may_mean() -> None:
    with pytest.raises(Odd) as odd:
        values.hs_code("Ball bearings")
    assert odd.value.code == "hs_words" and odd.value.params["codes"].startswith("8482")
    with pytest.raises(Odd) as odd:
        values.hs_code("zzzz")
    assert odd.value.code == "hs_form"


def test_a_heading_is_chosen_by_words_or_from_those_usual_in_the_category() -> None:
    category = Category(slug="bearings", names={"en": "Bearings"}, hs=["84", "8482", "8483"])
    words = HsChoice("ball bearing", category)
    assert words.meant[0] == ("8482", ShortName("Ball and roller bearings")) and not words.named
    code = HsChoice("8482.10", category)
    assert code.named.text == "Ball and roller bearings" and [one for one, _name in code.usual] == ["8483"]
    assert not code.meant and not HsChoice("", None).usual
    assert (chosen("hs:8482"), chosen("hs:9999"), chosen("hs"), chosen("related:8482")) == ("8482", "", "", "")


def test_where_no_heading_has_all_words_the_last_says_what_the_thing_is() -> None:
    assert headings_meant("stainless steel bolts", 3)[0][0] == "7318"
