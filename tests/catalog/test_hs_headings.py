"""Short names of the headings of the Harmonized System: complete, in our own words, and found by them."""

import csv
import gzip
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from django.utils.translation import override

from catalog import hs_headings
from catalog.classify import normal
from catalog.harmonized import headings
from catalog.hs_headings import PART, SOURCE, WHOLE, ShortName, short_name, with_words

OFFICIAL = Path(os.environ.get("SHARED_DATA", "/work/shared/data")) / "codes" / "harmonized-system.csv.gz"


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


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official list is not here")
def test_no_name_is_the_official_text() -> None:
    with gzip.open(OFFICIAL, "rt", encoding="utf-8") as file:
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
