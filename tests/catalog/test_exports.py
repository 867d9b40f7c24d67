"""Files of own products: they come back by the import and change nothing; UBL is in the order of the schema."""

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from catalog.imports.runs import ImportRun
from catalog.models import Category, PriceTier, Product, ProductCertificate, ProductText
from portal.core.spreadsheet import neutral, restored
from tests.cast import Person, make_company, make_product
from tests.catalog.files import run_import
from tests.queries import queries_of
from tests.shared import shared

pytestmark = pytest.mark.django_db
EXPORT = "/my/products/export/"
FORMULA = '=HYPERLINK("http://evil.example","click")'


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    with override("en"):
        yield


def body(client: Client, name: str, **data: Any) -> bytes:
    answer = client.get(EXPORT + name, data)
    assert answer.status_code == 200, answer.content[:500] if not answer.streaming else answer
    return b"".join(answer.streaming_content)


@pytest.fixture
def rich(product: Product) -> Product:
    """One with everything in it that could come back as something else."""
    Product.objects.filter(pk=product.pk).update(
        brand="'=Hanbit", model="-", gtin="4006381333931", hs_code="090121", origin="KR", incoterm="FOB",
        incoterm_place="Busan", lead_time_days=21, moq=Decimal("0.5"), unit="KGM", tags=["seals, soft", "=2+2", "P6"],
        attributes=[
            {"name": "Bore", "value": 20, "unit": "mm"}, {"name": "Sealed", "value": True},
            {"name": "Load", "value": 12.75}, {"name": "Note", "value": "007"}, {"name": "Formula", "value": FORMULA},
            {"name": "Dash", "value": "-"}, {"name": "Minus", "value": -5}, {"name": "Odd [mm]", "value": "x"},
            {"name": "n" * 130, "value": "long name"}, {"name": "Bore", "value": 25, "unit": "cm"},
            {"name": "Quote", "value": "'apostrophe"}, {"name": "Two", "value": "'=two"},
        ],
    )  # fmt: skip
    product.texts.update(title="@SUM(A1)", description='Line one\nline "two"; three, ünï 한글\n\n=not a formula')
    product.price_tiers.all().delete()
    for quantity, amount, currency in (
        (1, "10", "USD"),
        (100, "9.5", "USD"),
        (1, "9.2345", "EUR"),
        (50, "12000", "KRW"),
    ):
        PriceTier.objects.create(product=product, min_quantity=quantity, amount=amount, currency=currency)
    ladder = make_product(product.company, "=1+1", "Ladder", price=None)
    for quantity, amount in ((10, "4.6"), (500, "4.37")):
        PriceTier.objects.create(product=ladder, min_quantity=quantity, amount=amount, currency="KRW")
    make_product(product.company, "007", "Numbers only", price="0.0125")
    korean = make_product(product.company, "K-1", "한국어만", language="ko", price=None, state="draft")
    korean.texts.update(language="ko")
    return product


def kept() -> list[Any]:
    products = Product.objects.order_by("pk").values()
    moments = {"updated_at", "confirmed_at", "expires_at"}  # an import says that the listing still holds
    rows = [{name: value for name, value in one.items() if name not in moments} for one in products]
    texts = list(ProductText.objects.order_by("pk").values())
    tiers = list(PriceTier.objects.order_by("pk").values())
    return [rows, texts, tiers]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_was_exported_comes_back_and_changes_nothing(
    seller: Person, rich: Product, tmp_path: Path, ending: str, language: str
) -> None:
    path = tmp_path / f"products.{ending}"
    path.write_bytes(body(seller.client, f"products.{ending}", language=language))
    before = kept()
    assert run_import(rich.company, path, "--language", language) == 0
    run = ImportRun.objects.latest("pk")
    problems = [(one.sku, one.column, one.words) for one in run.problems.all()]
    assert (run.created, run.updated, run.unchanged, run.refused) == (0, 0, 4, 0), problems
    assert kept() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_it_makes_the_same_products_for_another_company(
    seller: Person, rich: Product, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"products.{ending}"
    path.write_bytes(body(seller.client, f"products.{ending}", ref=rich.ref))
    other = make_company("Copy Ltd")
    assert run_import(other, path) == 0
    copy = Product.objects.get(company=other, sku=rich.sku)
    rich.refresh_from_db()
    for name in ("brand", "gtin", "hs_code", "origin", "unit", "moq", "incoterm", "incoterm_place", "lead_time_days"):
        assert getattr(copy, name) == getattr(rich, name), name
    assert (copy.title, copy.category, copy.text.description) == (rich.title, rich.category, rich.text.description)
    ladders = [[(t.min_quantity, t.amount, t.currency) for t in one.tiers] for one in (copy, rich)]
    assert ladders[0] == ladders[1]
    values = {one["name"]: str(one["value"]).lower() for one in copy.attributes}
    assert values["Formula"] == FORMULA.lower() and values["Sealed"] == "true" and values["Two"] == "'=two"


def test_no_cell_is_a_formula(seller: Person, rich: Product) -> None:
    rows = list(csv.reader(io.StringIO(body(seller.client, "products.csv").decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert any(FORMULA in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    book = load_workbook(io.BytesIO(body(seller.client, "products.xlsx")))
    types = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert "f" not in types and any(cell.value == FORMULA for row in book.active.iter_rows() for cell in row)


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "plain", "'plain", "-", "", "'", "＝1", "@x", "+1", "-5"])
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert restored(neutral(text)) == text


def test_columns_are_those_of_the_contract(seller: Person, product: Product) -> None:
    head = body(seller.client, "products.csv").decode("utf-8-sig").splitlines()[0].split(",")
    assert head[:19] == [
        *("sku", "title", "description", "brand", "model", "gtin", "category", "hs_code", "origin", "price"),
        *("currency", "price_tiers", "unit", "moq", "incoterm", "incoterm_place", "lead_time_days", "stock", "tags"),
    ]
    (row,) = (json.loads(line) for line in body(seller.client, "products.jsonl").splitlines())
    assert (row["sku"], row["price"], row["currency"], row["category"]) == ("A-1", 4.2, "USD", "others")


def test_filters_and_ticks_are_respected_and_others_products_never(
    seller: Person, viewer: Person, stranger: Person, product: Product
) -> None:
    other = make_product(product.company, "B-1", "Brass bushing", state="draft")
    foreign = make_product(make_company("Other"), "Z-1", "Foreign thing")
    skus = [row["sku"] for row in map(json.loads, body(seller.client, "products.jsonl").splitlines())]
    assert skus == ["A-1", "B-1"]
    for data in ({"ref": [other.ref, foreign.ref]}, {"q": "brass"}, {"state": "draft"}):
        rows = [json.loads(line) for line in body(viewer.client, "products.jsonl", **data).splitlines()]
        assert [row["sku"] for row in rows] == ["B-1"], data
    assert body(stranger.client, "products.jsonl") == b""
    assert Client().get(f"{EXPORT}products.csv").status_code == 302
    assert seller.client.get(f"{EXPORT}secrets.txt").status_code == 404
    assert seller.client.post(f"{EXPORT}products.csv").status_code == 405
    page = seller.client.get(f"{EXPORT}?ref={foreign.ref}").content.decode()
    assert "There is nothing to export" in page
    answer = seller.client.post("/my/products/bulk/", {"action": "export", "ref": [other.ref]})
    assert answer["Location"] == f"{EXPORT}?ref={other.ref}"


def test_queries_do_not_grow_with_the_rows(seller: Person, product: Product) -> None:
    few = queries_of(seller.client, EXPORT)
    for number in range(20):
        make_product(product.company, f"N-{number}")
    assert queries_of(seller.client, EXPORT) == few


# -- UBL ------------------------------------------------------------------------------------------------------------


def named(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def orders(root: ElementTree.Element) -> dict[str, set[tuple[str, str]]]:
    """For each element, which of its children stands before which."""
    found: dict[str, set[tuple[str, str]]] = {}
    for element in root.iter():
        names = list(dict.fromkeys(named(child) for child in element))
        pairs = {(first, second) for at, first in enumerate(names) for second in names[at + 1 :]}
        found.setdefault(named(element), set()).update(pairs)
    return found


def test_the_ubl_catalogue_has_its_elements_in_the_order_of_peppols_examples(seller: Person, rich: Product) -> None:
    Product.objects.filter(pk=rich.pk).update(model="6204-2RS", brand="Hanbit")
    ProductCertificate.objects.create(product=rich, kind="ce", number="7")
    names = {"receiver": "Nordwerk & <Söhne>", "receiver_id": "0192:987654325", "sender_id": "0088:5790000435951"}
    root = ElementTree.fromstring(body(seller.client, "catalogue.xml", **names))
    ours = orders(root)
    with zipfile.ZipFile(shared("tradedocs/trade-documents.zip")) as folder:
        examples = [
            name for name in folder.namelist() if "atalog" in name and "/examples/" in name and name[-4:] == ".xml"
        ]
        assert examples
        for name in examples:
            for element, pairs in orders(ElementTree.fromstring(folder.read(name))).items():
                wrong = {(second, first) for first, second in pairs} & ours.get(element, set())
                assert not wrong, (name, element, wrong)


def test_the_ubl_catalogue_tells_ladder_codes_and_lead_time(seller: Person, rich: Product) -> None:
    root = ElementTree.fromstring(body(seller.client, "catalogue.xml"))
    spaces = {"cac": root.tag, "b": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}
    spaces["a"] = spaces["b"].replace("Basic", "Aggregate")
    assert root.tag == "{urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2}Catalogue"
    lines = root.findall("a:CatalogueLine", spaces)
    assert len(lines) == 3, "drafts stay at home"
    line = next(one for one in lines if one.findtext("a:Item/a:SellersItemIdentification/b:ID", "", spaces) == rich.sku)
    steps = line.findall("a:RequiredItemLocationQuantity", spaces)
    prices = [
        (one.findtext("b:MinimumQuantity", "", spaces), one.findtext("b:MaximumQuantity", "", spaces), price.text)
        for one in steps
        if (price := one.find("a:Price/b:PriceAmount", spaces)) is not None and price.get("currencyID") == "USD"
    ]
    assert prices == [("1", "99", "10.00"), ("100", "", "9.50")]
    assert {one.findtext("b:LeadTimeMeasure", "", spaces) for one in steps} == {"21"}
    item = line.find("a:Item", spaces)
    assert item is not None
    gtin = item.find("a:StandardItemIdentification/b:ID", spaces)
    assert gtin is not None and (gtin.text, gtin.get("schemeID")) == ("4006381333931", "0160")
    code = item.find("a:CommodityClassification/b:ItemClassificationCode", spaces)
    assert code is not None and (code.text, code.get("listID")) == ("090121", "HS")
    assert not [one for one in root.iter() if not len(one) and not (one.text or "").strip()], "no element is empty"


def test_the_ubl_catalogue_names_certificates(seller: Person, rich: Product) -> None:
    one = ProductCertificate.objects.create(product=rich, kind="ce", number="CE-<7>", issuer="TÜV & Co")
    ProductCertificate.objects.create(product=rich, kind="other", name="회사 표준", expires_on=date(2027, 3, 1))
    ProductCertificate.objects.filter(pk=one.pk).update(file="products/papers/a.pdf")
    root = ElementTree.fromstring(body(seller.client, "catalogue.xml"))
    spaces = {"b": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}
    spaces["a"] = spaces["b"].replace("Basic", "Aggregate")
    first, second = root.findall(".//a:Certificate", spaces)
    names = ("ID", "CertificateTypeCode", "CertificateType", "Remarks")
    assert [first.findtext(f"b:{name}", "", spaces) for name in names] == [
        "CE-<7>",
        "CE",
        "CE",
        "Stated by the supplier",
    ]
    assert first.findtext("a:IssuerParty/a:PartyName/b:Name", "", spaces) == "TÜV & Co"
    address = first.findtext("a:DocumentReference/b:ID", "", spaces)
    assert address.startswith("http") and one.ref in address
    said = [second.findtext(f"b:{name}", "", spaces) for name in names]
    assert said == ["회사 표준", "NA", "회사 표준", "Stated by the supplier, valid until 2027-03-01"]
    assert second.find("a:DocumentReference", spaces) is None


def test_hostile_texts_make_well_formed_xml_and_a_slip_in_a_number_is_said(seller: Person, product: Product) -> None:
    naughty = [text for text in json.loads(shared("hostile/blns.json").read_text()) if text.strip()]
    for number, text in enumerate(naughty):
        one = make_product(product.company, f"H-{number}", "x", brand=text[:80].replace("\x00", ""))
        one.texts.update(title=text[:300].replace("\x00", ""), description=(text + "\x01\ufffe").replace("\x00", ""))
    root = ElementTree.fromstring(body(seller.client, "catalogue.xml", receiver="\x01<&>"))
    assert len([one for one in root if named(one) == "CatalogueLine"]) == len(naughty) + 1
    answer = seller.client.get(f"{EXPORT}catalogue.xml", {"receiver": "Müller", "receiver_id": "nonsense"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "A Peppol number is" in page and 'value="Müller"' in page


def test_the_page_of_a_product_tells_machines_its_ladder(rich: Product) -> None:
    page = Client().get(rich.get_absolute_url()).content.decode()
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    dollars = [one for one in data["offers"] if one["priceCurrency"] == "USD"]
    assert [one["priceSpecification"]["price"] for one in dollars] == ["10", "9.5"]
    assert dollars[0]["eligibleQuantity"] == {
        "@type": "QuantitativeValue", "minValue": 1.0, "maxValue": 99.0, "unitCode": "KGM",
    }  # fmt: skip
    assert dollars[0]["priceSpecification"]["referenceQuantity"]["unitCode"] == "KGM"
    assert dollars[0]["deliveryLeadTime"]["value"] == 21
    known = {one["name"]: one["value"] for one in data["additionalProperty"]}
    assert known["HS code"] == "090121" and known["Incoterm"] == "FOB Busan" and data["gtin"] == "4006381333931"
    assert Category.objects.exists()
