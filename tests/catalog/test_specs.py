"""Typed specifications in the editor, in files, in the API, and before buyers."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from catalog.exports.records import Sheet
from catalog.imports.columns import guess
from catalog.listing import checks
from catalog.models import Attribute, Category, Product
from companies.models import ApiToken
from tests.cast import Person, make_company, make_product
from tests.catalog.conftest import base_of, form_data
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NEW = "/my/products/new/"
BORE = {"key": "bore", "name": "Bore diameter", "value": 20, "unit": "mm"}
SEAL = {"key": "seal", "name": "Seal", "value": "2rs"}
P5 = {"key": "precision-class", "name": "Precision class"}


def bearing(company: Any, sku: str = "A-1", *entries: dict[str, Any], **fields: Any) -> Product:
    return make_product(
        company, sku, category=Category.objects.get(slug="bearings"), attributes=list(entries), **fields
    )


# -- the editor -----------------------------------------------------------------------------------------------------


def typed(**more: Any) -> dict[str, Any]:
    return form_data(**{"category": "bearings", "spec-shown": "bearings", "attributes-TOTAL_FORMS": "0", **more})


def test_the_fields_of_the_category_are_filled_and_kept_typed(seller: Person) -> None:
    answer = seller.client.post(
        NEW, typed(**{"spec-bore": "2 cm", "spec-seal": "2rs", "spec-colour": ["black", "red"]})
    )
    assert answer.status_code == 302
    product = Product.objects.get()
    # Bearings are not asked for a colour: such a value, from a page that is out of date, stays as a line.
    assert product.attributes == [BORE, SEAL, {"name": "Colour", "value": "Black, Red"}]
    page = seller.client.get(f"/my/products/{product.ref}/").content.decode()
    assert 'name="spec-bore" value="20"' in page and '<option value="2rs" selected>' in page


def test_a_wrong_value_is_said_beside_its_field(seller: Person) -> None:
    answer = seller.client.post(NEW, typed(**{"spec-bore": "20 kg", "spec-width": "NaN", "spec-seal": "<b>"}))
    page = answer.content.decode()
    assert answer.status_code == 422 and not Product.objects.exists()
    assert "“20 kg”" not in page and "is not a unit of this" in page and "Write a number" in page
    assert "<b>" not in page.partition('id="attributes"')[2].partition("</fieldset>")[0].replace("&lt;b&gt;", "")
    assert 'value="20 kg"' in page


def test_a_free_line_with_the_name_of_an_attribute_becomes_typed(seller: Person) -> None:
    line = {"attributes-TOTAL_FORMS": "2", "attributes-0-name": "내경", "attributes-0-value": "20"}
    more = {"attributes-1-name": "Seal", "attributes-1-value": "rubber lip"}
    seller.client.post(NEW, typed(**line, **more))
    assert Product.objects.get().attributes == [BORE, {"name": "Seal", "value": "rubber lip"}]


def test_another_category_brings_its_fields_and_loses_nothing(seller: Person) -> None:
    data = typed(**{"spec-bore": "20", "spec-width": "abc", "category": "rice", "add": "category"})
    data |= {"attributes-TOTAL_FORMS": "1", "attributes-0-name": "Variety", "attributes-0-value": "Koshihikari"}
    data["attributes-0-unit"] = ""
    answer = seller.client.post(NEW, data)
    page = answer.content.decode()
    assert answer.status_code == 200 and 'name="spec-shown" value="rice"' in page
    assert 'name="spec-variety" value="Koshihikari"' in page and "spec-bore" not in page
    assert 'value="Bore diameter"' in page and 'value="abc"' in page  # as free lines
    back = seller.client.post(NEW, {**data, "add": "", "save": "draft", "category": "rice"})
    assert back.status_code == 302
    stated = {one["name"]: one["value"] for one in Product.objects.get().attributes}
    assert stated == {"Variety": "Koshihikari", "Bore diameter": "20", "Width": "abc"}


def test_fields_that_were_not_on_the_page_keep_their_values(seller: Person) -> None:
    product = bearing(seller.company, "A-1", BORE, SEAL)
    url = f"/my/products/{product.ref}/"
    data = form_data(base=base_of(seller.client, url), category="bearings", sku="A-1")
    assert seller.client.post(url, {**data, "attributes-TOTAL_FORMS": "0"}).status_code == 302
    product.refresh_from_db()
    assert product.attributes == [BORE, SEAL]


def test_two_editors_meet_by_attribute_in_words(seller: Person, colleague: Person) -> None:
    product = bearing(seller.company, "A-1", BORE, SEAL)
    url = f"/my/products/{product.ref}/"
    base = base_of(seller.client, url)
    theirs = typed(base=base, sku="A-1", **{"spec-bore": "25", "spec-seal": "zz"})
    assert colleague.client.post(url, theirs).status_code == 302
    mine = typed(base=base, sku="A-1", **{"spec-bore": "20", "spec-seal": "open"})
    answer = seller.client.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Two shields (ZZ)" in page and "Seal" in page  # both changed it: shown side by side
    assert 'name="spec-bore" value="25"' in page  # only the other changed it: taken over


def test_the_score_names_what_the_category_asks_for(seller: Person) -> None:
    product = bearing(seller.company, "A-1", BORE)
    names = [str(check.name) for check in checks(product) if not check.is_done]
    assert any("Outside diameter" in name and "Bore" not in name for name in names)


def test_an_unusual_hs_code_is_a_warning_and_headings_are_suggested(seller: Person) -> None:
    product = bearing(seller.company, "A-1", hs_code="870899")
    page = seller.client.get(f"/my/products/{product.ref}/").content.decode()
    assert "8482" in page and "unusual for “Bearings”" in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("8482.11", "no subheading 8482.11"),
        ("8482119000", "8482.10"),
        ("8499", "no heading 8499"),
        ("7701", "no heading"),
    ],
)
def test_hs_codes_are_checked_to_the_subheading(seller: Person, code: str, words: str) -> None:
    answer = seller.client.post(NEW, typed(hs_code=code))
    assert answer.status_code == 422 and words in answer.content.decode()


def test_national_hs_codes_are_checked_by_their_first_six(seller: Person) -> None:
    assert seller.client.post(NEW, typed(hs_code="8482.10.9000")).status_code == 302


# -- files ----------------------------------------------------------------------------------------------------------


def run(company: Any, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    call_command("import_catalogue", "--company", company.slug, str(path))


def test_columns_are_matched_by_any_name_and_odd_values_stay_text(supplier: Any, tmp_path: Path) -> None:
    heads = "sku,title,category,hs_code,attr:bore [cm],Seal,정밀도,attr:Made by\n"
    row = "A-1,Bearing 6204,bearings,8708.99,2,rubber,ABEC5,hand\n"
    report = tmp_path / "report.csv"
    path = tmp_path / "in.csv"
    path.write_text(heads + row, "utf-8")
    call_command("import_catalogue", "--company", supplier.slug, "--report", str(report), str(path))
    product = Product.objects.get()
    stated = {one.get("key") or one["name"]: one["value"] for one in product.attributes}
    assert stated == {"bore": 20, "Seal": "rubber", "precision-class": "p5", "Made by": "hand"}
    told = report.read_text("utf-8-sig")
    assert "could not be read as a value of “Seal”" in told and "unusual for “Bearings”" in told


def test_plain_headings_are_guessed() -> None:
    assert guess(["sku", "Bore (mm)", "색상", "Farbe", "d"]) == {
        "sku": "sku", "Bore (mm)": "attr:Bore [mm]", "색상": "attr:색상", "Farbe": "", "d": "",
    }  # fmt: skip


def test_an_export_comes_back_unchanged(supplier: Any, tmp_path: Path) -> None:
    temperature = {"key": "operating-temperature", "name": "Operating temperature", "value": {"from": -20, "to": 60}}
    free = {"name": "Made by", "value": "hand"}
    before = [BORE, SEAL, {**temperature, "unit": "°C"}, free]
    product = bearing(supplier, "A-1", *before)
    for language in ("en", "ko"):
        sheet = Sheet.of(Product.objects.all(), language)
        rows = list(sheet.rows(Product.objects.all()))
        path = tmp_path / f"{language}.jsonl"
        run(supplier, path, "\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
        product.refresh_from_db()
        assert product.attributes == before, language


# -- the API --------------------------------------------------------------------------------------------------------


@pytest.fixture
def api(seller: Person) -> Client:
    key = ApiToken.issue(seller.company, ["read", "write"])[1]
    return Client(headers={"Authorization": f"Bearer {key}"})


def test_the_api_reads_and_writes_typed_values(api: Client, supplier: Any) -> None:
    product = bearing(supplier, "A-1", SEAL, {"name": "Made by", "value": "hand"})
    url = f"/api/v1/products/{product.slug}/"

    def patch(**data: Any) -> Any:
        return api.patch(url, json.dumps(data), content_type="application/json")

    answer = patch(specifications=[{"key": "bore", "value": "2", "unit": "cm"}])
    assert answer.status_code == 200, answer.content
    assert {"key": "bore", "name": "Bore diameter", "value": 20, "unit": "mm"} in answer.json()["specifications"]
    assert {"name": "Seal", "value": "Two seals (2RS)", "unit": ""} in answer.json()["attributes"]
    wrong = patch(
        specifications=[{"key": "bore", "value": 21}, {"key": "seal", "value": "x"}, {"key": "no", "value": 1}]
    )
    assert wrong.status_code == 400
    told = wrong.json()["specifications"]
    assert told[0] == {} and "value" in told[1] and "key" in told[2]
    whole = patch(attributes=api.get(url).json()["attributes"])
    product.refresh_from_db()
    assert whole.status_code == 200 and {one.get("key") for one in product.attributes} == {"bore", "seal", None}
    assert patch(specifications=[{"key": "seal", "value": None}]).status_code == 200
    product.refresh_from_db()
    assert "seal" not in {one.get("key") for one in product.attributes}


def test_categories_tell_what_they_ask_for(visitor: Client) -> None:
    leaf = visitor.get("/api/v1/categories/bearings/").json()
    seal = next(one for one in leaf["attributes"] if one["key"] == "seal")
    assert leaf["hs"] == ["8482", "8483"] and seal["choices"][0] == {"code": "open", "name": "Open"}
    assert visitor.get("/api/v1/categories/").json()["count"] == len(Category.tree())


# -- buyers ---------------------------------------------------------------------------------------------------------


def test_a_leaf_is_filtered_by_ticks_and_figures(visitor: Client, supplier: Any) -> None:
    oil = {"key": "operating-temperature", "name": "Operating temperature", "value": {"from": -20, "to": 60}}
    bearing(supplier, "A-1", BORE, SEAL, title="Alpha")
    bearing(supplier, "B-1", {**BORE, "value": 50}, {**SEAL, "value": "zz"}, oil, title="Beta")
    bearing(supplier, "C-1", {"name": "Seal", "value": "2rs"}, title="Gamma")

    def shown(query: str) -> set[str]:
        page = visitor.get(f"/categories/bearings/?{query}").content.decode()
        return {name for name in ("Alpha", "Beta", "Gamma") if f">{name}<" in page or name in page}

    assert shown("") == {"Alpha", "Beta", "Gamma"}
    assert shown("spec-seal=2rs") == {"Alpha"}
    assert shown("spec-seal=2rs&spec-seal=zz") == {"Alpha", "Beta"}
    assert shown("spec-bore-from=3 cm") == {"Beta"}
    assert shown("spec-bore-to=30&spec-seal=zz") == set()
    assert shown("spec-bore-from=abc") == {"Alpha", "Beta", "Gamma"}
    assert shown("spec-seal=%27%3B--&spec-bore-to=NaN") == {"Alpha", "Beta", "Gamma"}


def test_multi_choices_yes_and_ranges_are_filtered_too(visitor: Client, supplier: Any) -> None:
    leaf = Category.objects.get(slug="kimchi-pickles")
    known = Attribute.known()
    entries = [
        {"key": "allergens", "name": "Allergens", "value": ["milk", "soy"]},
        {"key": "organic", "name": "Organic", "value": True},
    ]
    make_product(supplier, "K-1", "Kimchi one", category=leaf, attributes=entries)
    make_product(supplier, "K-2", "Kimchi two", category=leaf, attributes=[{**entries[1], "value": False}])
    assert known["allergens"].is_ticked

    def count(query: str) -> int:
        return int(visitor.get(f"/categories/kimchi-pickles/?{query}").context["page"].paginator.count)

    assert [count(one) for one in ("spec-allergens=soy", "spec-organic=true", "spec-organic=false")] == [1, 1, 1]
    facets = {one.attribute.key: one for one in visitor.get("/categories/kimchi-pickles/").context["specs"].facets}
    assert [(tick.value, tick.count) for tick in facets["organic"].ticks] == [("true", 1), ("false", 1)]


def test_the_number_of_queries_does_not_grow(visitor: Client, supplier: Any) -> None:
    bearing(supplier, "A-0", BORE, SEAL)
    few = queries_of(visitor, "/categories/bearings/", **{"spec-seal": "2rs"})
    for number in range(1, 9):
        bearing(supplier, f"A-{number}", BORE, SEAL)
    assert queries_of(visitor, "/categories/bearings/", **{"spec-seal": "2rs"}) == few


def test_the_product_page_and_the_comparison_speak_the_readers_language(visitor: Client, supplier: Any) -> None:
    one = bearing(supplier, "A-1", BORE, SEAL)
    other = bearing(make_company("Other Ltd"), "B-1", {"name": "Bore diameter", "value": "2", "unit": "cm"})
    page = visitor.get(f"/ko{one.get_absolute_url()}").content.decode()
    assert "내경" in page and "양쪽 고무실(2RS)" in page and ">2rs<" not in page
    table = visitor.get(f"/compare/?p={one.ref}&p={other.ref}").content.decode()
    assert table.count("Bore diameter") <= 2


def test_counts_say_what_a_tick_would_leave_and_chips_take_filters_off(visitor: Client, supplier: Any) -> None:
    bearing(supplier, "A-1", BORE, SEAL)
    bearing(supplier, "B-1", {**BORE, "value": 50}, {**SEAL, "value": "zz"})
    bearing(supplier, "C-1", {**BORE, "value": 60}, {**SEAL, "value": "zz"}, {**P5, "value": "p5"})
    asked = visitor.get("/categories/bearings/?spec-seal=2rs&spec-seal=zz&spec-bore-from=30&page=1")
    ticks = {one.attribute.key: {tick.value: tick.count for tick in one.ticks} for one in asked.context["specs"].facets}
    assert ticks["seal"] == {"2rs": 0, "zz": 2} and ticks["precision-class"] == {"p5": 1}
    page = asked.content.decode()
    assert 'href="?spec-seal=zz&amp;spec-bore-from=30"' in page and "≥ 30 mm" in page
    assert 'href="?spec-seal=2rs&amp;spec-seal=zz"' in page
    closed = visitor.get("/categories/bearings/?spec-seal=2rs&spec-bore-from=3+cm")
    assert closed.context["page"].paginator.count == 0 and "≥ 3 cm <" in closed.content.decode()
