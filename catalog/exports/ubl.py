"""A catalogue as UBL 2.1 XML (OASIS) in the shape of Peppol BIS Catalogue 3, for a buyer's purchasing system.

https://docs.oasis-open.org/ubl/os-UBL-2.1/UBL-2.1.html (Catalogue) ·
https://docs.peppol.eu/poacc/upgrade-3/profiles/28-catalogueonly/
The order of the elements is that of the schema. Whatever has no element of its own (the Incoterm) is an item property.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import override

from catalog.editing import plain
from catalog.imports.units import UNIT_WORDS
from catalog.models import PriceTier, Product, ProductCertificate, Variant
from catalog.pricing import Step, ladder
from companies.models import Company

if TYPE_CHECKING:
    from catalog.models import ProductQuerySet

NAMESPACES = {
    "xmlns": "urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2",
    "xmlns:cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "xmlns:cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
CUSTOMIZATION = "urn:fdc:peppol.eu:poacc:trns:catalogue:3"
PROFILE = "urn:fdc:peppol.eu:poacc:bis:catalogue_only:3"
GTIN_SCHEME, HS_LIST = "0160", "HS"  # ISO 6523 ICD; UNCL 7143
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNKNOWN = "NA"  # where the schema wants a word and there is none, as in Peppol's examples
CHUNK = 500


@dataclass(frozen=True)
class Parties:
    """Whom the catalogue is for, and by which numbers Peppol finds both (`0192:987654325`), where that is known."""

    receiver: str = ""
    receiver_id: str = ""
    sender_id: str = ""


class Paper:
    """XML written element by element, and taken away in pieces."""

    def __init__(self) -> None:
        self.out = StringIO()
        self.xml = XMLGenerator(self.out, "utf-8", short_empty_elements=True)

    @contextmanager
    def inside(self, name: str, **attributes: str) -> Iterator[None]:
        self.xml.startElement(name, AttributesImpl(attributes))
        yield
        self.xml.endElement(name)

    def say(self, name: str, text: Any, **attributes: str) -> None:
        """An element with a text; nothing for no text, which the schema forbids."""
        words = ILLEGAL.sub("", str(text or "")).strip()
        if words:
            with self.inside(f"cbc:{name}", **attributes):
                self.xml.characters(words)

    def take(self) -> bytes:
        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return text.encode()


def as_ubl(company: Company, products: "ProductQuerySet", parties: Parties) -> Iterator[bytes]:
    """The document piece by piece, a line for each product."""
    paper = Paper()
    paper.xml.startDocument()
    paper.xml.startElement("Catalogue", AttributesImpl(NAMESPACES))
    head(paper, company, parties)
    parts = ("texts", "price_tiers", "pictures", "variants", "certificates")
    found = products.select_related("category").prefetch_related(*parts)
    number = 0
    for product in found.order_by("sku", "pk").iterator(chunk_size=CHUNK):
        variants = [one for one in product.variants.all() if one.is_offered] if product.axes else []
        for variant in variants or (None,):
            number += 1
            line(paper, product, number, variant)
        yield paper.take()
    paper.xml.endElement("Catalogue")
    yield paper.take()


def head(paper: Paper, company: Company, parties: Parties) -> None:
    today = localdate()
    paper.say("CustomizationID", CUSTOMIZATION)
    paper.say("ProfileID", PROFILE)
    paper.say("ID", f"{company.ref}-{today:%Y%m%d}")
    paper.say("Name", f"{company.name} {today:%Y-%m-%d}")
    paper.say("IssueDate", today.isoformat())
    paper.say("VersionID", "1.0")
    with paper.inside("cac:ProviderParty"):
        endpoint(paper, parties.sender_id)
        address(paper, company)
        legal_entity(paper, company.legal_name or company.name)
    with paper.inside("cac:ReceiverParty"):
        endpoint(paper, parties.receiver_id)
        legal_entity(paper, parties.receiver or "To whom it may concern")
    with paper.inside("cac:SellerSupplierParty"), paper.inside("cac:Party"):
        endpoint(paper, parties.sender_id)
        name_of(paper, company.name)
        address(paper, company)
    if parties.receiver:
        with paper.inside("cac:ContractorCustomerParty"), paper.inside("cac:Party"):
            endpoint(paper, parties.receiver_id)
            name_of(paper, parties.receiver)
    with paper.inside("cac:TradingTerms"):
        paper.say(
            "Information", f"Incoterms 2020 as stated with each item. {settings.SITE_URL}{company.get_absolute_url()}"
        )


def endpoint(paper: Paper, number: str) -> None:
    scheme, _colon, value = number.partition(":")
    if scheme and value:
        paper.say("EndpointID", value, schemeID=scheme)


def name_of(paper: Paper, name: str) -> None:
    with paper.inside("cac:PartyName"):
        paper.say("Name", name)


def legal_entity(paper: Paper, name: str) -> None:
    with paper.inside("cac:PartyLegalEntity"):
        paper.say("RegistrationName", name)


def address(paper: Paper, company: Company) -> None:
    with paper.inside("cac:PostalAddress"):
        paper.say("CityName", company.city)
        with paper.inside("cac:Country"):
            paper.say("IdentificationCode", company.country)


# -- a line ---------------------------------------------------------------------------------------------------------


def line(paper: Paper, product: Product, number: int, variant: Variant | None = None) -> None:
    """A product, or one of its variants, which is ordered by its own number."""
    with paper.inside("cac:CatalogueLine"):
        paper.say("ID", number)
        paper.say("ActionCode", "Add")
        paper.say("OrderableIndicator", "true")
        paper.say("OrderableUnit", product.unit)
        moq = variant.moq if variant and variant.moq is not None else product.moq
        paper.say("MinimumOrderQuantity", plain(moq), unitCode=product.unit)
        own = variant.own_price if variant else None
        terms = [(code, step) for code in currencies(product) for step in ladder(product, code)]
        if variant and own:
            tier = PriceTier(min_quantity=moq, amount=own.amount, currency=own.currency.code)
            terms = [(tier.currency, Step(tier, None, False))]
        for code, step in terms:
            quantity(paper, product, step, code)
        if not terms and product.lead_time_days:
            with paper.inside("cac:RequiredItemLocationQuantity"):
                paper.say("LeadTimeMeasure", product.lead_time_days, unitCode="DAY")
        item(paper, product, variant)


def currencies(product: Product) -> list[str]:
    return sorted({tier.currency for tier in product.tiers})


def quantity(paper: Paper, product: Product, step: Step, code: str) -> None:
    """One step of the price ladder."""
    with paper.inside("cac:RequiredItemLocationQuantity"):
        if product.lead_time_days is not None:
            paper.say("LeadTimeMeasure", str(product.lead_time_days), unitCode="DAY")
        paper.say("MinimumQuantity", plain(step.tier.min_quantity), unitCode=product.unit)
        if step.until is not None:
            paper.say("MaximumQuantity", plain(step.until), unitCode=product.unit)
        with paper.inside("cac:Price"):
            paper.say("PriceAmount", two_decimals(step.tier.amount), currencyID=code)
            paper.say("BaseQuantity", "1", unitCode=product.unit)


def two_decimals(amount: Decimal) -> str:
    """`4.20` and `0.0125`."""
    text = plain(amount)
    return text if "." in text and len(text.partition(".")[2]) > 1 else f"{amount:.2f}"


def item(paper: Paper, product: Product, variant: Variant | None) -> None:
    with paper.inside("cac:Item"):
        for text in sorted(product.texts.all(), key=lambda one: one.language != product.language):
            paper.say("Description", text.description[:4000], languageID=text.language)
        paper.say("Name", (f"{product.title}, {variant}" if variant else product.title)[:300])
        for tag in product.tags[:10]:
            paper.say("Keyword", tag)
        paper.say("BrandName", product.brand)
        paper.say("ModelName", product.model)
        identification(paper, "Sellers", variant.sku if variant else product.sku)
        identification(paper, "Manufacturers", product.model)
        identification(paper, "Standard", variant.gtin if variant else product.gtin, schemeID=GTIN_SCHEME)
        pictures(paper, product)
        if product.origin:
            with paper.inside("cac:OriginCountry"):
                paper.say("IdentificationCode", product.origin)
        if product.hs_code:
            with paper.inside("cac:CommodityClassification"):
                paper.say("ItemClassificationCode", product.hs_code, listID=HS_LIST)
        for name, value in (variant.axis_values if variant else {}).items():
            specification(paper, {"name": name, "value": value, "unit": ""})
        for one in (*product.specification_rows, *trade_terms(product)):
            specification(paper, one)
        for paper_of in product.certificates.all():
            certificate(paper, paper_of)


def certificate(paper: Paper, one: ProductCertificate) -> None:
    """As Peppol's examples name labels: the number, the standard, and where the paper can be read."""
    with override("en"):
        label = str(one.label)
    with paper.inside("cac:Certificate"):
        paper.say("ID", one.number or label)
        paper.say("CertificateTypeCode", one.kind.upper() if one.kind != one.Kind.OTHER else UNKNOWN)
        paper.say("CertificateType", label)
        paper.say("Remarks", f"Stated by the supplier{f', valid until {one.expires_on}' if one.expires_on else ''}")
        with paper.inside("cac:IssuerParty"), paper.inside("cac:PartyName"):
            paper.say("Name", one.issuer or UNKNOWN)
        if one.url:
            with override("en"), paper.inside("cac:DocumentReference"):
                paper.say("ID", f"{settings.SITE_URL}{one.url}")


def trade_terms(product: Product) -> list[dict[str, str]]:
    """What UBL has no element for, as properties with English names, whatever language the reader has."""
    found: list[tuple[str, str, str]] = []
    with override("en"):
        found.append(("Incoterms 2020", f"{product.incoterm} {product.incoterm_place}".strip(), ""))
        if product.price_range:
            low, high = (two_decimals(money.amount) for money in product.price_range)
            found.append(("Price range", f"{low} to {high} {product.price_currency}", ""))
        if product.supply_capacity is not None:
            unit = f"{product.unit} {product.get_supply_period_display()}"
            found.append(("Supply capacity", f"{plain(product.supply_capacity)} {unit}", ""))
        found.append(("Packaging", product.packaging, ""))
        found.append(("Payment terms", "; ".join(product.payment_names), ""))
        found.append(("Samples", product.get_sample_display(), ""))
        if product.sample_amount is not None:
            found.append(("Sample price", f"{two_decimals(product.sample_amount)} {product.sample_currency}", ""))
        if product.sample_days is not None:
            found.append(("Sample sent within", str(product.sample_days), "day"))
        found.append(("Sample freight", product.get_sample_freight_display(), ""))
        found.append(("Private label", product.get_private_label_display(), ""))
        found.append(("Video", product.video, ""))
    return [{"name": name, "value": value, "unit": unit} for name, value, unit in found if value]


def identification(paper: Paper, whose: str, number: str, **scheme: str) -> None:
    if number.strip():
        with paper.inside(f"cac:{whose}ItemIdentification"):
            paper.say("ID", number, **scheme)


def pictures(paper: Paper, product: Product) -> None:
    for number, picture in enumerate(product.pictures.all(), start=1):
        url = picture.image.url
        with paper.inside("cac:ItemSpecificationDocumentReference"):
            paper.say("ID", f"picture-{number}")
            with paper.inside("cac:Attachment"), paper.inside("cac:ExternalReference"):
                paper.say("URI", url if "://" in url else f"{settings.SITE_URL}{url}")


FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def specification(paper: Paper, one: dict[str, Any]) -> None:
    """With the figure and its unit of Recommendation 20 apart where they are known, else the unit with the words."""
    value, unit = str(one["value"]), str(one.get("unit") or "")
    code = UNIT_WORDS.get(unit.lower())
    if not value.strip():
        return
    with paper.inside("cac:AdditionalItemProperty"):
        paper.say("Name", one["name"])
        paper.say("Value", f"{value} {unit}".strip())
        if code and FIGURE.fullmatch(value):
            paper.say("ValueQuantity", value, unitCode=code)
