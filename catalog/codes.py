"""Numbers that others gave to goods, checked as far as they can be without asking anybody."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import ean
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength

GTIN_LENGTHS = {8, 12, 13, 14}
SEPARATORS = re.compile(r"[\s.\-]+")

# The last heading of each chapter of the Harmonized System 2022, chapters 1 to 97 in order; 77 is kept free for
# later use. A code beyond them belongs to no nomenclature.
LAST_HEADING = (
    *(6, 10, 9, 10, 11, 4, 14, 14, 10, 8, 9, 14, 2, 4, 22, 5, 4, 6, 5, 9),
    *(6, 9, 9, 4, 30, 21, 16, 53, 42, 6, 5, 15, 7, 7, 7, 6, 7, 27, 26, 17),
    *(15, 6, 4, 21, 4, 2, 7, 23, 11, 7, 13, 12, 11, 8, 16, 9, 5, 11, 11, 6),
    *(17, 17, 10, 6, 7, 3, 4, 15, 14, 20, 18, 29, 26, 19, 8, 16, 0, 6, 7, 7),
    *(13, 15, 11, 87, 49, 9, 16, 7, 8, 33, 14, 9, 7, 6, 8, 20, 6),
)


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
    """The digits of an HS code: chapter, heading or subheading, or a national code that begins with one."""
    digits = SEPARATORS.sub("", text)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{10}|[0-9]{12}", digits):
        raise ValidationError(_("An HS code has 4, 6, 8, 10 or 12 digits, for example 8482.10."), code="hs_code")
    chapter, heading = int(digits[:2]), int(digits[2:4])
    if not 1 <= chapter <= len(LAST_HEADING) or not 1 <= heading <= LAST_HEADING[chapter - 1]:
        raise ValidationError(
            _("The Harmonized System has no heading %(heading)s."), code="hs_code", params={"heading": digits[:4]}
        )
    return digits
