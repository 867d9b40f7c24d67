"""Numbers that others gave to goods, checked as far as they can be without asking anybody."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import ean
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength

from catalog.harmonized import dotted, headings
from catalog.hs_headings import headings_meant

GTIN_LENGTHS = {8, 12, 13, 14}
SEPARATORS = re.compile(r"[\s.\-]+")
MOST_NAMED, MOST_MEANT = 12, 3  # subheadings, and headings by their words, in a message


def clean_gtin(text: str) -> str:
    """The digits of a GTIN-8, -12, -13 or -14. Raises ValidationError that says what is wrong with it."""
    digits = SEPARATORS.sub("", text)
    if not digits:
        return ""
    try:
        ean.validate(digits)
    except InvalidChecksum:
        expected = ean.calc_check_digit(digits[:-1])
        raise ValidationError(
            _("The last digit of this GTIN does not fit the others: it would be %(digit)s. Is there a typing error?"),
            code="gtin",
            params={"digit": expected},
        ) from None
    except (InvalidFormat, InvalidLength, InvalidComponent):
        raise ValidationError(_("A GTIN has 8, 12, 13 or 14 digits."), code="gtin") from None
    if len(digits) not in GTIN_LENGTHS:
        raise ValidationError(_("A GTIN has 8, 12, 13 or 14 digits."), code="gtin")
    return digits


def clean_hs_code(text: str) -> str:
    """The digits of an HS code: heading or subheading, or a national code, of which the first six are checked.

    Raises ValidationError that names the subheadings there are; for words, the headings that may be meant.
    """
    digits = SEPARATORS.sub("", text)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{10}|[0-9]{12}", digits):
        refuse_words(text)
        raise ValidationError(_("An HS code has 4, 6, 8, 10 or 12 digits, for example 8482.10."), code="hs_code")
    heading, subheading = digits[:4], digits[:6]
    known = headings().get(heading)
    if known is None:
        raise ValidationError(
            _("The Harmonized System has no heading %(heading)s."), code="hs_code", params={"heading": heading}
        )
    if len(digits) > 4 and subheading not in known:
        known_words = ", ".join(dotted(code) for code in sorted(known)[:MOST_NAMED]) + (
            ", …" if len(known) > MOST_NAMED else ""
        )
        raise ValidationError(
            _("The Harmonized System has no subheading %(subheading)s. Below %(heading)s there are: %(known)s."),
            code="hs_code",
            params={"subheading": dotted(subheading), "heading": heading, "known": known_words},
        )
    return digits


def refuse_words(text: str) -> None:
    """Raises ValidationError that says which headings have these words, if they are words and some do."""
    meant = [] if text.isascii() and not re.search("[A-Za-z]{3}", text) else headings_meant(text, MOST_MEANT)
    if meant:
        raise ValidationError(
            _("An HS code has 4, 6, 8, 10 or 12 digits. By these words it may be: %(meant)s."),
            code="hs_code",
            params={
                "meant": "; ".join(f"{code} {name.text}" for code, name in meant),
                "codes": ", ".join(code for code, _name in meant),
            },
        )
