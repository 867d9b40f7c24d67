"""Text as people paste it: made harmless without losing what they meant."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters but tab, line feed; and the overrides and isolates that can turn a line's reading order round
# (Unicode TR36, "bidirectional text spoofing"). Plain right-to-left letters need none of these and stay.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
SURROGATES = re.compile("[\ud800-\udfff]")
BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")
SPACES = re.compile(r"\s+")


def clean_block(text: str) -> str:
    """Several lines of text: composed (NFC), line ends as \\n, control and override characters left out."""
    text = BREAKS.sub("\n", SURROGATES.sub("\ufffd", text))
    return unicodedata.normalize("NFC", CONTROLS.sub("", text)).strip()


def clean_line(text: str) -> str:
    """One line of text: as clean_block, with any white space folded to one space."""
    return SPACES.sub(" ", clean_block(text)).strip()


class LineField(forms.CharField):
    """A one-line text of people; control characters are dropped, not complained about."""

    def to_python(self, value: object) -> str:
        return clean_line(str(super().to_python(value) or ""))


class BlockField(forms.CharField):
    """A text of several lines."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        return clean_block(str(super().to_python(value) or ""))


def validate_visible(text: str) -> None:
    """Refuse a text of which nothing can be seen (only format characters, variation selectors, fillers)."""
    invisible = {"Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Cn"}
    if text and all(unicodedata.category(char) in invisible or char in "\u3164\u115f\u1160\uffa0" for char in text):
        raise ValidationError(_("Please write something that can be seen."), code="invisible")
