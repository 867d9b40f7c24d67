"""Many products in one call: the rows of an import as JSON, read and written as every import is."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from catalog.classify import classifier
from catalog.imports.columns import FIELDS, attribute_of
from catalog.imports.problems import Problem, worded
from catalog.imports.rows import Draft, Reader
from catalog.imports.tables import Row
from catalog.imports.writer import COUNTS, Writer
from companies.models import Company
from portal.core.actor import Actor
from portal.core.money import validate_currency
from portal.core.rest import actor_of

MOST_ROWS = 500
COLUMNS = frozenset(FIELDS)


class RowField(serializers.JSONField):
    """A row: an object of columns, checked one by one by the import's reader, not here."""


class BulkSerializer(serializers.Serializer[Any]):
    """`rows` as in an import file: an empty or missing value leaves what is there, a dash clears it."""

    rows = serializers.ListField(child=RowField(), allow_empty=False)
    language = serializers.ChoiceField(choices=[("en", "en"), ("ko", "ko")], default="en")
    currency = serializers.CharField(
        max_length=3, required=False, default="", allow_blank=True, help_text="Of prices whose row names none."
    )
    publish = serializers.BooleanField(default=True, help_text="Whether buyers see new products at once.")
    dry_run = serializers.BooleanField(default=False, help_text="Say what would become of the rows; save nothing.")

    def to_internal_value(self, data: Any) -> Any:
        """A bare list is taken for the rows."""
        data = {"rows": data} if isinstance(data, list) else data
        refuse_unknown(self, data)
        return super().to_internal_value(data)

    def validate_rows(self, rows: list[Any]) -> list[Any]:
        if len(rows) > MOST_ROWS:
            words = _("Up to %(most)s rows at once, please; these are %(found)s. Nothing was saved.")
            raise serializers.ValidationError(words % {"most": MOST_ROWS, "found": len(rows)})
        return rows

    def validate_currency(self, code: str) -> str:
        if code:
            validate_currency(code)
        return code


class BulkProblemSerializer(serializers.Serializer[Any]):
    index = serializers.IntegerField(help_text="Of the row in `rows`, from 0.")
    sku = serializers.CharField(allow_blank=True)
    column = serializers.CharField(allow_blank=True)
    problem = serializers.CharField(help_text="In the language of the request.")
    is_refusal = serializers.BooleanField(help_text="True: the row was not saved. False: saved, but look at this.")


class BulkResultSerializer(serializers.Serializer[Any]):
    rows = serializers.IntegerField()
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = serializers.IntegerField()
    warned = serializers.IntegerField(help_text="Rows that were saved with a remark.")
    held = serializers.IntegerField(help_text="Rows that were saved and wait for staff before buyers see them.")
    problems = BulkProblemSerializer(many=True)


class BulkThrottle(SimpleRateThrottle):
    """Thirty thousand rows a minute for each company (or person), however many machines it sends from."""

    scope = "bulk"
    rate = "60/min"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        actor = actor_of(request)
        ident = f"c{actor.company_id}" if actor.company else f"u{actor.user_id or self.get_ident(request)}"
        return str(self.cache_format % {"scope": self.scope, "ident": ident})


def refuse_unknown(serializer: Any, data: Any) -> None:
    """Raise ValidationError for names that mean nothing here: a misspelt field must not be lost in silence."""
    if isinstance(data, dict):
        unknown = [str(name) for name in data if name not in serializer.fields]
        if unknown:
            words = _("There is no such field. Known are: %(fields)s.") % {"fields": ", ".join(serializer.fields)}
            raise serializers.ValidationError({name[:80]: [words] for name in unknown[:20]})


def upsert(company: Company, by: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """Save the good rows, by SKU, and tell what was wrong with the others. The caller has checked the permission."""
    known = classifier()
    names = {name for row in data["rows"] if isinstance(row, dict) for name in row if is_column(name)}
    reader = Reader({name: name for name in sorted(names)}, known, data["currency"])
    drafts = [draft_of(reader, number, row) for number, row in enumerate(data["rows"], start=1)]
    writer = Writer(company, known, by, data["language"], data["publish"], data["dry_run"])
    tally = writer.write(drafts)
    return {**{name: getattr(tally, name) for name in COUNTS}, "problems": [told(one) for one in tally.problems]}


def is_column(name: str) -> bool:
    return name in COLUMNS or bool(attribute_of(name))


def draft_of(reader: Reader, number: int, cells: Any) -> Draft:
    if not isinstance(cells, dict):
        return reader.draft(Row(number, problem=Problem(number, "", "not_object", is_refusal=True)))
    draft = reader.draft(Row(number, {name: cell for name, cell in cells.items() if is_column(name)}))
    for name in cells:
        if not is_column(name):
            draft.note(name[:120], "column_unknown", True, name=name[:80])
    return draft


def told(problem: Problem) -> dict[str, Any]:
    """Rows are counted from 1 in a file, from 0 in a list."""
    params = {**problem.params, "row": problem.params["row"] - 1} if "row" in problem.params else problem.params
    return {
        "index": problem.row - 1,
        "sku": problem.sku,
        "column": problem.column,
        "problem": worded(problem.code, params),
        "is_refusal": problem.is_refusal,
    }
