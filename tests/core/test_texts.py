"""What people paste is made harmless without losing what they meant."""

import pytest
from django.core.exceptions import ValidationError

from portal.core.texts import clean_block, clean_line, validate_visible


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  steel \t bearing\n6204 ", "steel bearing 6204"),
        ("nul\x00byte", "nulbyte"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("שלום", "שלום"),
        ("가", "가"),
        ("👩‍🏭 factory", "👩‍🏭 factory"),
        ("broken \ud83d surrogate", "broken \ufffd surrogate"),
    ],
)
def test_a_line_is_cleaned(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("one\r\ntwo\rthree\u2028four\x07") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("text", ["\u200b\u200b", "ㅤ", "\ufe0f"])
def test_a_text_of_which_nothing_can_be_seen_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_visible(text)
