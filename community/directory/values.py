"""What a member may answer to each kind of field: read from text, kept as JSON, shown to people.

Numbers are kept as decimal text (`"12.5"`), so that no digit is lost in a float; a choice by the key of its option,
so that the option may be renamed.
"""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portal.core.texts import clean_block, clean_line

if TYPE_CHECKING:
    from community.directory.models import DirectoryField

LINE, TEXT = 200, 4000  # characters
DIGITS, PLACES = 15, 4
is_address = URLValidator(schemes=["http", "https"])


def cleaned(field: "DirectoryField", typed: Any) -> Any:
    """The value to keep, None for no answer. Raises ValidationError with a sentence for the person."""
    return CLEANERS[field.kind](field, typed)


def clean_line_value(field: "DirectoryField", typed: Any) -> str | None:
    return at_most(clean_line(text_of(typed)), LINE)


def clean_text_value(field: "DirectoryField", typed: Any) -> str | None:
    return at_most(clean_block(text_of(typed)), TEXT)


def clean_link(field: "DirectoryField", typed: Any) -> str | None:
    address = clean_line(text_of(typed))
    if not address:
        return None
    if "://" not in address:
        address = f"https://{address}"
    try:
        is_address(address)
    except ValidationError:
        raise ValidationError(_("Please write an address of the web, such as www.example.com.")) from None
    return at_most(address, LINE)


def clean_number(field: "DirectoryField", typed: Any) -> str | None:
    """`1,200.5`, `1 200,5` and Decimals; at most 15 digits, 4 of them behind the point."""
    text = clean_line(text_of(typed)).replace(" ", "").replace("\u00a0", "")
    if not text:
        return None
    if "," in text and "." not in text and len(text.rpartition(",")[2]) != 3:
        text = text.replace(",", ".")
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise ValidationError(_("Please write a number.")) from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** (DIGITS - PLACES):
        raise ValidationError(_("This number is too large."))
    if number != round(number, PLACES):
        raise ValidationError(_("Please write at most four digits behind the point."))
    return f"{number.normalize():f}" if number else "0"


def clean_choice(field: "DirectoryField", typed: Any) -> str | None:
    key = text_of(typed)
    if key and key not in field.option_labels():
        raise ValidationError(_("Please choose one of the answers."))
    return key or None


def clean_choices(field: "DirectoryField", typed: Any) -> list[str] | None:
    keys = list(dict.fromkeys(str(one) for one in typed or () if one)) if isinstance(typed, list | tuple) else []
    known = field.option_labels()
    if any(key not in known for key in keys):
        raise ValidationError(_("Please choose one of the answers."))
    return [key for key in known if key in keys] or None


def clean_flag(field: "DirectoryField", typed: Any) -> bool | None:
    return {"yes": True, "no": False, "True": True, "False": False}.get(text_of(typed))


def text_of(typed: Any) -> str:
    return "" if typed is None else str(typed)


def at_most(text: str, length: int) -> str | None:
    if len(text) > length:
        raise ValidationError(_("Please write at most %(n)s characters.") % {"n": length})
    return text or None


CLEANERS = {
    "line": clean_line_value,
    "text": clean_text_value,
    "number": clean_number,
    "choice": clean_choice,
    "choices": clean_choices,
    "flag": clean_flag,
    "link": clean_link,
}


def keys_of(field: "DirectoryField", value: Any) -> list[str]:
    """Under which answers a company is found by the filter of this field."""
    if field.kind == "flag":
        return [] if value is None else ["yes" if value else "no"]
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)] if value else []


def label_of(field: "DirectoryField", key: str) -> str:
    """An answer of a filter in the reader's language."""
    if field.kind == "flag":
        return {"yes": _("Yes"), "no": _("No")}.get(key, key)
    return field.option_labels(with_gone=True).get(key, key)


def shown(field: "DirectoryField", value: Any) -> str:
    """A kept value in words; empty where there is none."""
    if value is None or value == "":
        return ""
    if field.kind in {"choice", "choices", "flag"}:
        return ", ".join(label_of(field, key) for key in keys_of(field, value))
    if field.kind == "number":
        return f"{number_format(Decimal(str(value)), use_l10n=True, force_grouping=True)} {field.unit}".strip()
    return str(value)


def is_safe_link(value: Any) -> bool:
    """Only what the validator let in is made a link, whatever else may have come into the row."""
    return isinstance(value, str) and urlsplit(value).scheme in {"http", "https"}
