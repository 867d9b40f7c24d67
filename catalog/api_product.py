"""How a product is read and written by the API."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from moneyed import CURRENCIES
from rest_framework import serializers

from catalog import api_parts, codes
from catalog.api_bulk import refuse_unknown
from catalog.api_parts import Line, PartsSerializer, check_parts
from catalog.api_specs import SpecificationSerializer, typed_changes, typed_rows
from catalog.editing import plain
from catalog.hs_headings import short_name
from catalog.models import Category, PriceTier, Product
from catalog.specs.told import tidy
from catalog.terms import NAMES, problems_of, tidied
from portal.core.incoterms import INCOTERMS
from portal.core.places import country_codes
from portal.core.rest import actor_of
from portal.core.texts import clean_block, validate_visible
from portal.core.units import UNITS

MOST_TIERS, MOST_ATTRIBUTES, MOST_TAGS = 12, 80, 20

# Fields of the row itself, as the API names them; the rest is kept in rows of its own.
OWN_FIELDS = (
    *("sku", "brand", "model", "gtin", "hs_code", "origin", "language", "unit", "moq", "incoterm", "incoterm_place"),
    *("lead_time_days", "stock", "attributes", "tags", "category"),
)


class Block(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(clean_block(data) if isinstance(data, str) else data)
        return text


class WholeRow(serializers.Serializer[Any]):
    """A row of a list is sent whole: a PATCH may leave out fields of the product, not parts of a price."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            refuse_unknown(self, data)
            missing = {name: field for name, field in self.fields.items() if field.required and name not in data}
            if missing:
                words = {name: [field.error_messages["required"]] for name, field in missing.items()}
                raise serializers.ValidationError(words)
        return super().to_internal_value(data)


class TierSerializer(WholeRow):
    """A step of the ladder: from this quantity upwards, this price per unit."""

    quantity = serializers.DecimalField(
        source="min_quantity", max_digits=14, decimal_places=3, min_value=Decimal("0.001")
    )
    price = serializers.DecimalField(source="amount", max_digits=18, decimal_places=4, min_value=Decimal(0))
    currency = serializers.CharField(max_length=3, required=False)

    def validate_currency(self, code: str) -> str:
        if code not in CURRENCIES:
            raise serializers.ValidationError(_("“%(code)s” is not a currency code such as USD.") % {"code": code})
        return code


class SaidSerializer(WholeRow):
    """A line in another language than the product's own."""

    name = Line(max_length=80, required=False, allow_blank=True)
    value = Line(max_length=500, required=False, allow_blank=True)


class AttributeSerializer(WholeRow):
    name = Line(max_length=80)
    value = Line(max_length=500)
    unit = Line(max_length=20, required=False, allow_blank=True)
    texts = serializers.DictField(
        child=SaidSerializer(), required=False, help_text="Name and value in other languages, by their codes."
    )

    def validate_texts(self, texts: dict[str, Any]) -> dict[str, Any]:
        if unknown := [code[:20] for code in texts if code not in dict(settings.LANGUAGES)]:
            raise serializers.ValidationError(_("“%(code)s” is not a language of the portal.") % {"code": unknown[0]})
        return tidy(texts)


class TermsSerializer(serializers.ModelSerializer[Product]):
    """The terms of trade beside the price ladder (catalog/terms.py); what is not sent stays as it is."""

    class Meta:
        model = Product
        fields = NAMES

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            refuse_unknown(self, data)
        return super().to_internal_value(data)

    def to_representation(self, instance: Product) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        amounts = ("price_low", "price_high", "supply_capacity", "sample_amount")
        return shown | {name: plain(getattr(instance, name)) or None for name in amounts}


class PictureSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(source="image.url")
    thumbnail = serializers.CharField(source="thumbnail.url")
    alt = serializers.CharField()


class ReviewSerializer(serializers.Serializer[Any]):
    """What its company is told about how it stands."""

    waits_because = serializers.ListField(child=serializers.CharField())
    rejected_because = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)


def review_of(product: Product) -> dict[str, Any] | None:
    """For a listing in review or rejected; else None."""
    verdict = product.verdict if product.state == Product.State.REJECTED else None
    if product.state != Product.State.IN_REVIEW and verdict is None:
        return None
    return {
        "waits_because": product.reasons_for_review,
        "rejected_because": str(verdict.get_reason_display()) if verdict else "",
        "words": verdict.words if verdict else "",
    }


class ProductSerializer(serializers.ModelSerializer[Product]):
    """Texts are read in the language of the request, and written in `language`, the original one."""

    title = Line(max_length=300, validators=[validate_visible])
    description = Block(max_length=20000, required=False, allow_blank=True, source="text.description")
    sku = Line(max_length=64, validators=[validate_visible])
    brand = Line(max_length=80, required=False, allow_blank=True)
    model = Line(max_length=255, required=False, allow_blank=True)
    incoterm_place = Line(max_length=80, required=False, allow_blank=True)
    company = serializers.CharField(source="company.slug", read_only=True)
    company_name = serializers.CharField(source="company.name", read_only=True)
    category = serializers.CharField(source="category.slug")
    price_tiers = TierSerializer(many=True, required=False)
    currency = serializers.CharField(source="first_price.currency", required=False, default="")
    moq = serializers.DecimalField(max_digits=14, decimal_places=3, required=False, min_value=Decimal("0.001"))
    stock = serializers.DecimalField(
        max_digits=14, decimal_places=3, required=False, allow_null=True, min_value=Decimal(0)
    )
    unit = serializers.ChoiceField(choices=list(UNITS), required=False)
    incoterm = serializers.ChoiceField(choices=["", *INCOTERMS], required=False)
    language = serializers.ChoiceField(choices=[], required=False)
    state = serializers.ChoiceField(choices=Product.State.choices, required=False)
    attributes = AttributeSerializer(many=True, required=False, source="specifications")
    specifications = SpecificationSerializer(many=True, required=False, source="typed")
    tags = serializers.ListField(child=Line(max_length=40), required=False, max_length=MOST_TAGS)
    terms = TermsSerializer(source="*", required=False)
    pictures = PictureSerializer(many=True, read_only=True)
    review = serializers.SerializerMethodField(
        help_text="For its own company: why it waits for staff or was rejected, in words; null for all others."
    )
    hs_name = serializers.SerializerMethodField(
        help_text="What traders call the goods of the code's heading: our words, not the customs' text."
    )
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Product
        fields = [
            *("ref", "slug", "sku", "title", "description", "company", "company_name", "category", "brand", "model"),
            *("gtin", "hs_code", "hs_name", "origin", "language", "price_tiers", "currency", "unit", "moq"),
            *("incoterm", "incoterm_place", "lead_time_days", "stock", "terms", "attributes", "specifications"),
            *("tags", "pictures"),
            *("state", "review", "expires_at", "updated_at", "url"),
        ]
        read_only_fields = ["ref", "slug", "expires_at", "updated_at"]
        validators: list[Any] = []  # one SKU in a company is the model's own word, under its lock
        extra_kwargs = {
            "lead_time_days": {"max_value": 3650},
            "gtin": {"max_length": 24},
            "hs_code": {"max_length": 24},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = dict(settings.LANGUAGES)  # type: ignore[attr-defined]  # a ChoiceField, by the model

    def to_internal_value(self, data: Any) -> Any:
        """What is only read may be sent back as it came; a name that means nothing is refused."""
        refuse_unknown(self, data)
        return super().to_internal_value(data)

    def to_representation(self, instance: Product) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        shown["currency"] = shown.get("currency") or ""
        for tier in shown["price_tiers"]:
            tier["quantity"], tier["price"] = plain(Decimal(tier["quantity"])), plain(Decimal(tier["price"]))
        stock = plain(instance.stock) or None
        return {**shown, "moq": plain(instance.moq), "stock": stock, "specifications": typed_rows(instance)}

    @extend_schema_field(ReviewSerializer(allow_null=True))
    def get_review(self, product: Product) -> dict[str, Any] | None:
        request = self.context.get("request")
        if request is None or not actor_of(request).acts_for(product.company_id):
            return None
        return review_of(product)

    def get_hs_name(self, product: Product) -> str:
        return short_name(product.hs_code[:4]).text

    def validate_category(self, slug: str) -> Category:
        found = Category.find(slug.rpartition("/")[2])
        if found is None:
            raise serializers.ValidationError(_("There is no category “%(slug)s”.") % {"slug": slug})
        return found

    def validate_gtin(self, text: str) -> str:
        return codes.clean_gtin(text)

    def validate_hs_code(self, text: str) -> str:
        return codes.clean_hs_code(text)

    def validate_origin(self, code: str) -> str:
        if code and code.upper() not in country_codes():
            raise serializers.ValidationError(_("“%(code)s” is not a country code such as KR.") % {"code": code})
        return code.upper()

    def validate_attributes(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        if len(rows) > MOST_ATTRIBUTES:
            raise serializers.ValidationError(_("Up to %(most)s specifications, please.") % {"most": MOST_ATTRIBUTES})
        return rows

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Every step gets its currency, its own or the product's, and stands once in the ladder."""
        currency = attrs.get("first_price", {}).get("currency", "")
        tiers, seen = attrs.get("price_tiers") or [], set()
        if len(tiers) > MOST_TIERS:
            raise serializers.ValidationError(
                {"price_tiers": _("Up to %(most)s prices, please.") % {"most": MOST_TIERS}}
            )
        for tier in tiers:
            tier["currency"] = tier.get("currency") or currency
            key = (tier["currency"], tier["min_quantity"])
            if tier["currency"] not in CURRENCIES:
                raise serializers.ValidationError({"currency": _("Name the currency of the prices, such as USD.")})
            if key in seen:
                raise serializers.ValidationError({"price_tiers": _("This quantity stands twice in the ladder.")})
            seen.add(key)
        return attrs | self.whole_terms(attrs) | self.whole_specifications(attrs)

    def whole_specifications(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The list as it will be: the lines that were sent, and over them the typed values, by key."""
        before = self.instance if isinstance(self.instance, Product) else None
        chosen = attrs["category"]["slug"] if "category" in attrs else before.category if before else None
        lines = (
            [{k: v for k, v in row.items() if v} for row in attrs["specifications"]]
            if "specifications" in attrs
            else None
        )
        if chosen is None or (lines is None and "typed" not in attrs):
            return {}
        return {"whole": typed_changes(chosen, before.attributes if before else [], lines, attrs.get("typed", []))}

    def whole_terms(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What was sent of the terms, laid over what is there: the two must go together."""
        sent = {name: attrs[name] for name in NAMES if name in attrs}
        if not sent:
            return {}
        before = self.instance if isinstance(self.instance, Product) else Product()
        whole = tidied({name: getattr(before, name) for name in NAMES} | sent)
        if problems := problems_of(whole):
            raise serializers.ValidationError({"terms": {name: [words] for name, words in problems.items()}})
        return whole

    def changes(self) -> dict[str, Any]:
        data = dict(self.validated_data)
        changes = {name: data[name] for name in (*OWN_FIELDS, *NAMES) if name in data}
        if "category" in data:
            changes["category"] = data["category"]["slug"]
        if "whole" in data:
            changes["attributes"] = data["whole"]
        return changes

    def texts(self, product: Product) -> dict[str, dict[str, str]] | None:
        """The original text; what is not sent stays."""
        data = self.validated_data
        if "title" not in data and "text" not in data:
            return None
        language = data.get("language") or product.language
        known = {text.language: text for text in product.texts.all()} if product.pk else {}
        old = known.get(language)
        title = data.get("title") or (old.title if old else product.sku)
        description = data.get("text", {}).get("description", old.description if old else "")
        return {language: {"title": title, "description": description}}

    def tiers(self) -> list[PriceTier] | None:
        rows = self.validated_data.get("price_tiers")
        return None if rows is None else [PriceTier(**row) for row in rows]


class WholeProductSerializer(PartsSerializer, ProductSerializer):
    """A single product, with what lists leave out."""

    class Meta(ProductSerializer.Meta):
        fields = [*ProductSerializer.Meta.fields, *api_parts.NAMES]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        check_parts(attrs, self.instance if isinstance(self.instance, Product) else None)
        return attrs
