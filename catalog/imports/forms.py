"""The forms of an import: a file, then which of its columns is which field."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from catalog.imports.archive import Album
from catalog.imports.arrival import is_archive, table_in
from catalog.imports.columns import ATTRIBUTE, FIELDS, OWN_FIELDS, Mapping, field_label
from catalog.imports.problems import Unreadable
from catalog.imports.stream import look_at
from catalog.imports.tables import Row
from catalog.imports.values import shown

MOST_BYTES = 100 * 1024**2
MOST_ARCHIVE_BYTES = 500 * 1024**2
SUFFIXES = ["csv", "tsv", "txt", "xlsx", "json", "jsonl", "ndjson", "xz", "xls", "zip"]
SPECIFICATION = "attr"
MOST_SHOWN = 60  # columns; a file with more of them has mostly specifications, which need no choice


class UploadForm(forms.Form):
    """A file that is a table of products by its content, a ZIP of their pictures, or both in one ZIP."""

    file = forms.FileField(
        label=_("Your file"),
        required=False,
        help_text=_("Excel (.xlsx), CSV or JSON lines, also packed as .xz; up to 100 MB."),
        validators=[FileExtensionValidator(SUFFIXES, _("Choose an Excel (.xlsx), CSV or JSON lines file."))],
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx,.json,.jsonl,.xz,.zip"}),
        error_messages={"empty": _("The file is empty.")},
    )
    archive = forms.FileField(
        label=_("Pictures as a ZIP"),
        required=False,
        help_text=_("Named after the SKU: A-100.jpg, A-100_2.jpg, or in a folder A-100; up to 500 MB."),
        validators=[FileExtensionValidator(["zip"], _("Choose a ZIP file."))],
        widget=forms.FileInput({"accept": ".zip"}),
        error_messages={"empty": _("The file is empty.")},
    )
    file.is_expected = True  # type: ignore[attr-defined]  # either of the two is: neither is called optional

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            if is_archive(file.file):
                check_size(
                    file, MOST_ARCHIVE_BYTES, _("The ZIP has %(size)s; at most 500 MB can be uploaded. Divide it.")
                )
                table_in(Album(file.file))
            else:
                check_size(file, MOST_BYTES, TOO_LARGE)
                look_at(file.file, file.name)
        except Unreadable as problem:
            raise forms.ValidationError(problem.message, code="unreadable") from problem
        return file

    def clean_archive(self) -> Any:
        file = self.cleaned_data["archive"]
        if file is None:
            return None
        check_size(file, MOST_ARCHIVE_BYTES, TOO_LARGE_ARCHIVE)
        try:
            Album(file.file)
        except Unreadable as problem:
            raise forms.ValidationError(problem.message, code="unreadable") from problem
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("archive"):
            self.add_error("file", _("Choose a file first."))
        return cleaned


TOO_LARGE_ARCHIVE = _("The ZIP has %(size)s; at most 500 MB can be uploaded. Divide it.")
TOO_LARGE = _("The file has %(size)s; at most 100 MB can be uploaded. Divide it, or pack it as .xz.")


def check_size(file: Any, most: int, words: Any) -> None:
    if file.size > most:
        raise forms.ValidationError(words % {"size": filesizeformat(file.size)})


PRICES = {"price", "price_tiers"}


class ColumnsForm(forms.Form):
    """A choice for each column of the file, and what holds for all rows."""

    language = forms.ChoiceField(label=_("Language of titles and descriptions"), choices=settings.LANGUAGES)
    currency = forms.ChoiceField(
        label=_("Currency of prices that name none"),
        required=False,
        choices=[("", _("None: such rows are refused")), *((code, code) for code in settings.CURRENCIES)],
    )
    publishes = forms.BooleanField(label=_("Show new products to buyers at once"), required=False)

    def __init__(self, *args: Any, mapping: Mapping, samples: Iterable[Row] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mapping = mapping
        self.samples = list(samples)
        named = [heading for heading, name in mapping.items() if not name.startswith(ATTRIBUTE)]
        self.shown = list(mapping) if len(mapping) <= MOST_SHOWN else named[:MOST_SHOWN]
        for number, heading in enumerate(self.shown):
            name = mapping[heading]
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=heading,
                required=False,
                choices=choices(name),
                initial=SPECIFICATION if name.startswith(ATTRIBUTE) else name,
            )

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The rows of the table: heading, what stands under it, and the choice."""
        return [
            {"heading": heading, "cells": self.cells(heading), "field": self[f"column-{number}"]}
            for number, heading in enumerate(self.shown)
        ]

    @property
    def left_out(self) -> list[str]:
        """Headings of columns that hold something and go nowhere."""
        return [one["heading"] for one in self.columns if not one["field"].value() and one["cells"]]

    @property
    def lacks_currency(self) -> bool:
        """Prices are there, and neither a column nor the choice for all rows says in what currency."""
        given = {one["field"].value() for one in self.columns}
        return bool(given & PRICES) and "currency" not in given and not self["currency"].value()

    @property
    def hidden_count(self) -> int:
        return len(self.mapping) - len(self.shown)

    @property
    def options(self) -> list[Any]:
        return [self["language"], self["currency"], self["publishes"]]

    def cells(self, heading: str) -> list[str]:
        return [text for row in self.samples if (text := shown(row.cells.get(heading)))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [name for number in range(len(self.shown)) if (name := cleaned.get(f"column-{number}"))]
        fields = [OWN_FIELDS.get(name, name) for name in chosen if name != SPECIFICATION]
        twice = sorted({str(field_label(name)) for name in fields if fields.count(name) > 1})
        if twice:
            raise forms.ValidationError(
                _("Two columns are given the same field: %(names)s.") % {"names": ", ".join(twice)}
            )
        if "sku" not in fields:
            raise forms.ValidationError(_("Choose the column that holds the SKU, your own product number."))
        return cleaned

    def chosen(self) -> Mapping:
        mapping = dict(self.mapping)
        for number, heading in enumerate(self.shown):
            name = self.cleaned_data.get(f"column-{number}", "")
            kept = mapping[heading] if mapping[heading].startswith(ATTRIBUTE) else f"{ATTRIBUTE}{heading}"
            mapping[heading] = kept if name == SPECIFICATION else name
        return mapping

    def choices_for_all(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("language", "currency", "publishes")}


def choices(current: str) -> list[tuple[str, Any]]:
    """The fields, with what this column is now among them."""
    own = [(current, _("Price, in cents of euro") if current == "icecat:price" else field_label(current))]
    return [
        ("", _("Leave out")),
        *(own if current in OWN_FIELDS else []),
        *((name, label) for name, (label, _words) in FIELDS.items()),
        (SPECIFICATION, _("As a specification")),
    ]
