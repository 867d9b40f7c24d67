"""What the API says of a product beyond its own row, and how it is written: variants, certificates, related products.

Lists are sent whole: what is not in a list that was sent goes away, what was not sent stays.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from moneyed import CURRENCIES
from rest_framework import serializers

from catalog import codes
from catalog.editing import plain
from catalog.models import Product, ProductCertificate, RelatedProduct, SkuTaken, Variant
from catalog.papers import DATES_CROSSED, MOST_CERTIFICATES, put_papers
from catalog.related import MOST_RELATED, UnknownSku, put_related
from catalog.variants import (
    LONGEST_VALUE,
    MOST_VARIANTS,
    BadAxes,
    BadVariants,
    currency_of,
    problems_of,
    put_variants,
    tidy_axes,
)
from portal.core.permissions import Refused
from portal.core.texts import clean_line, validate_visible


class Line(serializers.CharField):
    """A one-line text, cleaned as in the forms."""

    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(clean_line(data) if isinstance(data, str) else data)
        return text


class Strict(serializers.Serializer[Any]):
    """A row of a list: sent whole, and without names that mean nothing."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            known = {name for name, one in self.fields.items() if not one.read_only}
            shown = {name for name, one in self.fields.items() if one.read_only}
            if unknown := [str(name)[:80] for name in data if name not in known | shown]:
                words = _("There is no such field. Known are: %(fields)s.") % {"fields": ", ".join(sorted(known))}
                raise serializers.ValidationError({name: [words] for name in unknown[:20]})
            missing = {name for name, one in self.fields.items() if one.required and name not in data}
            if missing:
                raise serializers.ValidationError({name: [_("This field is required.")] for name in sorted(missing)})
        return super().to_internal_value(data)


class AxisSerializer(Strict):
    name = Line(max_length=40)
    values = serializers.ListField(child=Line(max_length=LONGEST_VALUE), allow_empty=False, max_length=MOST_VARIANTS)


class VariantSerializer(Strict):
    """`values` names one value of each axis; without `price` the product's ladder holds, without `moq` its minimum."""

    sku = Line(max_length=64, validators=[validate_visible])
    values = serializers.DictField(child=Line(max_length=LONGEST_VALUE), source="axis_values")
    gtin = serializers.CharField(max_length=24, required=False, allow_blank=True)
    price = serializers.DecimalField(
        source="amount", max_digits=18, decimal_places=4, min_value=Decimal(0), required=False, allow_null=True
    )
    currency = serializers.CharField(max_length=3, required=False, allow_blank=True)
    moq = serializers.DecimalField(
        max_digits=14, decimal_places=3, min_value=Decimal("0.001"), required=False, allow_null=True
    )
    stock = serializers.DecimalField(
        max_digits=14, decimal_places=3, min_value=Decimal(0), required=False, allow_null=True
    )
    offered = serializers.BooleanField(source="is_offered", required=False, default=True)
    picture = serializers.SerializerMethodField(help_text="Address of its picture; chosen in the editor.")

    def get_picture(self, variant: Variant) -> str:
        return variant.picture.image.url if variant.picture else ""

    def validate_gtin(self, text: str) -> str:
        return codes.clean_gtin(text)

    def validate_currency(self, code: str) -> str:
        if code and code not in CURRENCIES:
            raise serializers.ValidationError(_("“%(code)s” is not a currency code such as USD.") % {"code": code})
        return code

    def to_representation(self, instance: Variant) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        figures = {"price": instance.amount, "moq": instance.moq, "stock": instance.stock}
        return shown | {name: plain(figure) or None for name, figure in figures.items()}


class ProductCertificateSerializer(Strict):
    kind = serializers.ChoiceField(choices=ProductCertificate.Kind.choices)
    name = Line(max_length=120, required=False, allow_blank=True, default="")
    number = Line(max_length=60, required=False, allow_blank=True, default="")
    issuer = Line(max_length=120, required=False, allow_blank=True, default="")
    issued_on = serializers.DateField(required=False, allow_null=True, default=None)
    expires_on = serializers.DateField(required=False, allow_null=True, default=None)
    url = serializers.CharField(read_only=True, help_text="Of its copy, if there is one.")
    is_expired = serializers.BooleanField(read_only=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["kind"] == ProductCertificate.Kind.OTHER and not attrs["name"]:
            raise serializers.ValidationError({"name": _("Write the name of the certificate.")})
        if attrs["issued_on"] and attrs["expires_on"] and attrs["expires_on"] < attrs["issued_on"]:
            raise serializers.ValidationError({"expires_on": DATES_CROSSED})
        return attrs


class DocumentSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    url = serializers.CharField()


class RelatedSerializer(Strict):
    sku = Line(max_length=64, source="other.sku")
    kind = serializers.ChoiceField(choices=RelatedProduct.Kind.choices, required=False, default="accessory")


class PartsSerializer(serializers.Serializer[Any]):
    """The fields of a single product that its lists leave out."""

    axes = AxisSerializer(many=True, required=False)
    variants = VariantSerializer(many=True, required=False)
    certificates = ProductCertificateSerializer(many=True, required=False)
    documents = DocumentSerializer(many=True, read_only=True)
    related = RelatedSerializer(many=True, required=False)

    def to_internal_value(self, data: Any) -> Any:
        """Limits first, before two hundred thousand rows are looked at."""
        most = {"variants": MOST_VARIANTS, "certificates": MOST_CERTIFICATES, "related": MOST_RELATED}
        for name, limit in most.items():
            if isinstance(data, dict) and isinstance(data.get(name), list) and len(data[name]) > limit:
                words = _("Up to %(most)s, please; these are %(count)s.")
                raise serializers.ValidationError({name: [words % {"most": limit, "count": len(data[name])}]})
        return super().to_internal_value(data)


NAMES = tuple(PartsSerializer().fields)


def check_parts(attrs: dict[str, Any], product: Product | None) -> None:
    """What needs more than one row. Raises ValidationError, by row."""
    if "axes" not in attrs and "variants" not in attrs:
        return
    if "axes" in attrs:
        try:
            attrs["axes"] = tidy_axes([(axis["name"], axis["values"]) for axis in attrs["axes"]])
        except BadAxes as problem:
            raise serializers.ValidationError({"axes": [problem.message]}) from None
    axes = attrs.get("axes", product.axes if product else [])
    wanted = variants_of(attrs, product)
    attrs["whole_variants"] = axes, wanted
    words = _("Name the currency of the price, such as USD.")
    bare = [place for place, one in enumerate(wanted) if one.amount is not None and not one.currency]
    if bare:
        raise serializers.ValidationError({"variants": {str(place): {"currency": [words]} for place in bare}})
    if problems := problems_of(axes, wanted, attrs.get("sku", product.sku if product else "")):
        raise by_row(problems)


def variants_of(attrs: dict[str, Any], product: Product | None) -> list[Variant]:
    """Those sent, else those that are there; a picture is kept by the SKU."""
    known = list(product.variants.all()) if product and product.pk else []
    if "variants" not in attrs:
        return [Variant(**{name: getattr(one, name) for name in COPIED}) for one in known]
    pictures = {one.sku: one.picture_id for one in known}
    first = product.first_price if product and product.pk else None
    kept = currency_of(known) or (first.currency if first else "")  # what is sent without one goes on in it
    usual = attrs.get("first_price", {}).get("currency", "") or kept
    return [
        Variant(
            **{**row, "currency": (row.get("currency") or usual) if row.get("amount") is not None else ""},
            picture_id=pictures.get(row["sku"]),
        )
        for row in attrs["variants"]
    ]


COPIED = ("sku", "axis_values", "gtin", "amount", "currency", "picture_id", "moq", "stock", "is_offered")


def by_row(problems: list[Any]) -> serializers.ValidationError:
    """By the place in the list, as the framework says what is wrong with rows."""
    rows: dict[str, Any] = {}
    for problem in problems:
        rows.setdefault(str(problem.place), {}).setdefault(problem.field, []).append(str(problem.words))
    return serializers.ValidationError({"variants": rows})


def savers(data: dict[str, Any]) -> Iterator[Callable[[Product], None]]:
    """For `Product.revise(also=…)`."""
    if whole := data.get("whole_variants"):
        yield lambda product: put_variants(product, *whole)
    if (rows := data.get("certificates")) is not None:
        yield lambda product: replace_papers(product, ProductCertificate, rows)
    if (related := data.get("related")) is not None:
        pairs = [(row["other"]["sku"], row["kind"]) for row in related]
        yield lambda product: put_related(product, pairs)


def replace_papers(product: Product, kind: Any, rows: list[dict[str, Any]]) -> None:
    """The list that was sent, and no others; one that is the same by standard, name and number keeps its copy."""
    known = {(one.kind, one.name, one.number): one.ref for one in kind._default_manager.filter(product=product)}
    sent = [{**row, "ref": known.pop((row["kind"], row["name"], row["number"]), "")} for row in rows]
    put_papers(product, kind, [*({"ref": ref, "remove": True} for ref in known.values()), *sent])


def refusal_of(problem: Refused, data: dict[str, Any]) -> serializers.ValidationError:
    """A refusal of the verb as errors beside the rows they are about."""
    if isinstance(problem, BadVariants):
        return by_row(list(problem.problems))
    if isinstance(problem, SkuTaken):
        found: dict[str, Any] = {
            str(place): {"sku": [str(SkuTaken(row["sku"]).message)]}
            for place, row in enumerate(data.get("variants") or [])
            if row["sku"] in problem.skus
        }
        return serializers.ValidationError({"variants": found} if found else {"sku": [str(problem.message)]})
    if isinstance(problem, UnknownSku):
        unknown = [place for place, row in enumerate(data["related"]) if row["other"]["sku"] == problem.sku]
        return serializers.ValidationError(
            {"related": {str(place): {"sku": [str(problem.message)]} for place in unknown}}
        )
    return serializers.ValidationError({"detail": [str(problem.message)]})
