"""Typed specifications and categories in the API."""

from typing import Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.models import Attribute, Category, Product
from catalog.specs.entries import entry_of, identity, stated, with_types
from catalog.specs.values import Unfit, read

MOST_ATTRIBUTES = 80


@extend_schema_field(
    {"description": "A number, yes or no, a code, a list of codes, ends, parts, or text; null removes."}
)
class AnyValue(serializers.Field[Any, Any, Any, Any]):
    """Any JSON value; the attribute says which is right."""

    def to_internal_value(self, data: Any) -> Any:
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class SpecificationSerializer(serializers.Serializer[Any]):
    """A typed specification: `value` is canonical and in `unit`; to write, values and units are read as people write
    them."""

    key = serializers.CharField(max_length=60)
    name = serializers.CharField(required=False, read_only=True)
    value = AnyValue(allow_null=True)
    unit = serializers.CharField(max_length=20, required=False, allow_blank=True)


def typed_rows(product: Product) -> list[dict[str, Any]]:
    known = Attribute.known()
    return [
        {"key": one["key"], "name": known[one["key"]].name, "value": one.get("value"), "unit": known[one["key"]].unit}
        for one in stated(product.attributes)
        if one.get("key") in known
    ]


def typed_changes(
    category: Category, before: list[Any], lines: list[dict[str, Any]] | None, sent: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The product's list after both were written. Raises ValidationError that stands beside the value it is about."""
    rows = with_types(category, lines, before) if lines is not None else stated(before)
    found = {
        f"{identity(row)}\0{place}" if not row.get("key") else identity(row): row for place, row in enumerate(rows)
    }
    asked = {one.key: one for one in category.attributes_asked}
    asked |= {one["key"]: Attribute.known()[one["key"]] for one in rows if one.get("key") in Attribute.known()}
    problems: list[dict[str, list[str]]] = []
    for row in sent:
        problems.append({})
        attribute = asked.get(row["key"])
        if attribute is None:
            words = _("“%(category)s” has no specification “%(key)s”.") % {"category": category.name, "key": row["key"]}
            problems[-1] = {"key": [words]}
        elif row["value"] is None:
            found.pop(f"#{attribute.key}", None)
        else:
            try:
                value = read(attribute, row["value"], row.get("unit", ""))
                found[f"#{attribute.key}"] = entry_of(attribute, value)
            except Unfit as problem:
                problems[-1] = {"value": [problem.words]}
    if any(problems):
        raise serializers.ValidationError({"specifications": problems})
    if len(found) > 2 * MOST_ATTRIBUTES:
        raise serializers.ValidationError(
            {"specifications": [_("Up to %(most)s specifications, please.") % {"most": MOST_ATTRIBUTES}]}
        )
    return list(found.values())


class CategorySerializer(serializers.ModelSerializer[Category]):
    """A node of the tree. `hs` names the chapters and headings of the Harmonized System that usually fit."""

    name = serializers.CharField(read_only=True)
    parent = serializers.CharField(source="parent_slug", read_only=True)  # type: ignore[assignment]  # DRF names a serializer's own parent so; a field of this name is told apart by its metaclass
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Category
        fields = ["slug", "name", "path", "parent", "level", "hs", "url"]


class DefinitionSerializer(serializers.ModelSerializer[Attribute]):
    name = serializers.CharField(read_only=True)
    choices = serializers.SerializerMethodField()
    parts = serializers.SerializerMethodField()

    class Meta:
        model = Attribute
        fields = ["key", "name", "kind", "unit", "unit_code", "choices", "parts", "low", "high"]

    def get_choices(self, attribute: Attribute) -> list[dict[str, str]]:
        return [{"code": code, "name": name} for code, name in attribute.choice_names.items()]

    def get_parts(self, attribute: Attribute) -> list[str]:
        return attribute.part_names if attribute.kind == Attribute.Kind.DIMENSION else []


class FullCategorySerializer(CategorySerializer):
    attributes = DefinitionSerializer(source="attributes_asked", many=True, read_only=True)

    class Meta(CategorySerializer.Meta):
        fields = [*CategorySerializer.Meta.fields, "attributes"]


class CategoryViewSet(viewsets.ReadOnlyModelViewSet[Category]):
    """The category tree; a single one with the specifications it asks for. An old slug answers 301."""

    scope = "products"
    serializer_class = CategorySerializer
    queryset = Category.objects.standing().order_by("path")
    lookup_field = "slug"

    def get_serializer_class(self) -> type[CategorySerializer]:
        return FullCategorySerializer if self.action == "retrieve" else CategorySerializer

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        found = Category.find(kwargs["slug"])
        if found and found.slug != kwargs["slug"]:
            return Moved(reverse("category-detail", args=[found.slug]))
        return Response(self.get_serializer(self.get_object()).data)


class Moved(HttpResponseRedirect):
    status_code = 301
