"""What the API's schema says of each operation."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.permissions import SAFE_METHODS

from portal.core.rest import ReadAllWriteByToken

# What an operation may be answered with instead of what was asked for; `rest.explain` and REST framework make them.
REFUSALS = {
    "400": _("Something of what was sent does not fit: sentences by the name of each field."),
    "401": _("There is no such key, or one is needed."),
    "403": _("This key, or this person, may not do that."),
    "404": _("There is nothing here that you may see."),
    "409": _("This is not possible now; the sentence says why. Nothing was changed."),
    "413": _("This is too much at once. Nothing was saved."),
    "415": _("This kind of content is not read here."),
    "429": _("Too many requests in a short time; `Retry-After` says when to come again, in seconds."),
}
WRITING = {"400", "403", "404", "409", "413", "415"}  # 404: of something that was named in what was sent


class Problem(serializers.Serializer[Any]):
    detail = serializers.CharField(help_text=_("A sentence for people, in the language that was asked for."))


class Described(AutoSchema):
    """Also without a key, where reading is open to all, and with every refusal: the package knows neither."""

    def get_auth(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = super().get_auth()
        is_open = any(isinstance(one, ReadAllWriteByToken) for one in self.view.get_permissions())
        return [*found, {}] if is_open and self.method in SAFE_METHODS and {} not in found else found

    def _get_serializer_field_meta(self, field: Any, direction: str) -> dict[str, Any]:
        """What is nothing where the thing it is of is missing (`default=None`) may be null in an answer."""
        meta: dict[str, Any] = super()._get_serializer_field_meta(field, direction)  # type: ignore[no-untyped-call]  # drf-spectacular types it not
        if getattr(field, "default", empty) is None and direction == "response":
            meta["nullable"] = True
        return meta

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            for code in sorted(self.refusals(operation)):
                operation["responses"].setdefault(code, self.refusal(code))
        return operation

    def refusals(self, operation: dict[str, Any]) -> set[str]:
        places = {(one["in"], one["name"]) for one in operation.get("parameters", [])}
        found = {"401", "429"} | (WRITING if self.method not in SAFE_METHODS else set())
        if any(where == "query" for where, _name in places):
            found.add("400")
        if any(where == "path" for where, _name in places) or ("query", "page") in places:
            found.add("404")
        return found

    def refusal(self, code: str) -> dict[str, Any]:
        schema = {"type": "object", "additionalProperties": {}} if code == "400" else self.problem
        told: dict[str, Any] = {"content": {"application/json": {"schema": schema}}, "description": str(REFUSALS[code])}
        if code == "429":
            told["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
        return told

    @property
    def problem(self) -> dict[str, Any]:
        ref: dict[str, Any] = self.resolve_serializer(Problem, "response").ref
        return ref
