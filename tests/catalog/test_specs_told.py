"""Free specifications in two languages: asked for where a product has two, kept by every way in and out."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from catalog.imports.spelled import read, written, written_told
from catalog.models import Product, ProductText
from catalog.specs.entries import searchable
from catalog.specs.told import lay_over, told_in, with_texts
from catalog.standing.flags import findings_of
from search.values import attribute_line
from tests.cast import Person, make_company, make_person, make_product
from tests.catalog.conftest import base_of, form_data
from tests.catalog.test_products_api import BODY, URL, send, token
from tests.catalog.test_round_trip import body, run_import

pytestmark = pytest.mark.django_db
NEW = "/my/products/new/"
LINE = {"name": "Assembly", "value": "by hand", "texts": {"ko": {"name": "조립", "value": "손으로"}}}
SAME = {"name": "Steel", "value": "SUJ2", "texts": {"ko": {"name": "강종"}}}
PLAIN = {"name": "House rule", "value": "two seals"}


@pytest.fixture
def told(seller: Person) -> Product:
    product = make_product(seller.company, attributes=[LINE, SAME, PLAIN])
    ProductText.objects.create(product=product, language="ko", title="베어링")
    return product


def typed(**more: Any) -> dict[str, Any]:
    lines = {"attributes-0-name": "Assembly", "attributes-0-value": "by hand", "attributes-0-unit": ""}
    return form_data(title_ko="베어링", **lines) | more


def test_the_second_language_is_asked_for_where_the_product_has_one(seller: Person, told: Product) -> None:
    url = f"/my/products/{told.ref}/"
    page = seller.client.get(url).content.decode()
    assert 'name="attributes-0-value_ko" value="손으로"' in page and "Property (Korean)" in page
    assert "value_en" not in page
    told.texts.filter(language="ko").delete()
    Product.objects.update(attributes=[PLAIN])
    assert "value_ko" not in seller.client.get(url).content.decode()
    assert "value_ko" not in seller.client.get(NEW).content.decode()
    grown = seller.client.post(NEW, typed(add="category")).content.decode()
    assert "attributes-0-value_ko" in grown, "as soon as a title is typed"


def test_both_are_kept_and_read_each_in_its_language(seller: Person, visitor: Client) -> None:
    data = typed(**{"attributes-0-name_ko": "조립", "attributes-0-value_ko": "손으로", "save": "publish"})
    assert seller.client.post(NEW, data).status_code == 302
    product = Product.objects.get()
    assert product.attributes == [LINE]
    url = product.get_absolute_url()
    english, korean = visitor.get(url).content.decode(), visitor.get(f"/ko{url}").content.decode()
    assert '<th scope="row">Assembly</th><td>by hand</td>' in english and "손으로" not in english
    assert '<th scope="row">조립</th><td>손으로</td>' in korean and "by hand" not in korean


def test_a_part_that_is_not_told_is_the_own_one_and_says_its_language(told: Product, visitor: Client) -> None:
    page = visitor.get(f"/ko{told.get_absolute_url()}").content.decode()
    assert '<th scope="row">강종</th><td>SUJ2</td>' in page
    assert '<th scope="row" lang="en">House rule</th><td lang="en">two seals</td>' in page


def test_a_line_needs_its_own_words(seller: Person) -> None:
    lines = {"attributes-0-name": "", "attributes-0-value": "", "attributes-0-value_ko": "손으로"}
    answer = seller.client.post(NEW, typed(**lines))
    assert answer.status_code == 422 and not Product.objects.exists()
    assert "own language as well" in answer.content.decode()


def test_saving_the_page_as_it_is_changes_nothing_and_words_can_be_taken_away(seller: Person, told: Product) -> None:
    url = f"/my/products/{told.ref}/"
    lines: dict[str, Any] = {"attributes-TOTAL_FORMS": "3"}
    for number, line in enumerate((LINE, SAME, PLAIN)):
        lines |= {f"attributes-{number}-{part}": line.get(part, "") for part in ("name", "value", "unit")}
        said: Any = line.get("texts", {})
        lines |= {f"attributes-{number}-{part}_ko": said.get("ko", {}).get(part, "") for part in ("name", "value")}
    data = typed(**lines, base=base_of(seller.client, url), sku="A-1")
    assert seller.client.post(url, data).status_code == 302
    told.refresh_from_db()
    assert told.attributes == [LINE, SAME, PLAIN]
    gone = {"attributes-0-name_ko": "", "attributes-0-value_ko": "", "base": base_of(seller.client, url)}
    assert seller.client.post(url, data | gone).status_code == 302
    told.refresh_from_db()
    assert told.attributes[0] == {"name": "Assembly", "value": "by hand"}


def test_the_search_finds_it_in_both(told: Product) -> None:
    words = attribute_line(searchable(told.attributes))
    assert "Assembly by hand" in words and "조립 손으로" in words and "강종 SUJ2" in words


def test_what_is_looked_at_first_is_seen_in_every_language(told: Product) -> None:
    assert not findings_of(told)
    told.attributes = [with_texts(PLAIN, {"ko": {"name": "재질", "value": "상아 상아 조각"}})]
    assert findings_of(told), "ivory, in Korean"


def test_the_comparison_is_in_the_readers_language(told: Product, visitor: Client) -> None:
    other = make_product(told.company, "A-2", attributes=[{**LINE, "value": "by robot", "texts": {}}])
    page = visitor.get(f"/ko/compare/?p={other.ref}&p={told.ref}").content.decode()
    assert "조립" in page and "손으로" in page and "by robot" in page
    assert ">Assembly<" not in page, "one row for both"


def test_the_api_gives_and_takes_both(seller: Person, told: Product) -> None:
    assert seller.company
    key, url = token(seller.company), f"{URL}{told.slug}/"
    row = Client().get(url, headers={**key, "Accept-Language": "ko"}).json()
    assert row["attributes"][0] == {"name": "Assembly", "value": "by hand", "unit": "", "texts": LINE["texts"]}
    assert send(Client(), "patch", url, {"attributes": row["attributes"]}, key).status_code == 200
    told.refresh_from_db()
    assert told.attributes == [LINE, SAME, PLAIN], "sent back as it came"
    bad = send(Client(), "post", URL, {**BODY, "attributes": [{**PLAIN, "texts": {"xx": {"name": "?"}}}]}, key)
    assert bad.status_code == 400 and "language of the portal" in bad.content.decode()
    for texts in (["ko"], {"ko": "조립"}, {"ko": {"unit": "mm"}}, {"ko": {"name": "x" * 81}}):
        assert send(Client(), "patch", url, {"attributes": [{**PLAIN, "texts": texts}]}, key).status_code == 400


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_files_take_both_out_and_in(seller: Person, told: Product, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"products.{ending}"
    path.write_bytes(body(seller, f"products.{ending}", language="en"))
    copier = make_person("copier@cast.example", make_company("Copy Ltd"))
    assert run_import(copier.company, path, "--language", "en") == 0
    assert copier.company
    assert copier.company.products.get().attributes == [LINE, SAME, PLAIN]


def test_a_file_may_say_the_second_language_alone(seller: Person, told: Product, tmp_path: Path) -> None:
    words = json.dumps({"House rule": {"name": "규칙", "value": "씰 두 개"}, "Nothing": {"name": "없음"}, "Steel": 5})
    text = io.StringIO()
    csv.writer(text).writerows([["sku", "attributes:ko"], ["A-1", words]])
    path = tmp_path / "more.csv"
    path.write_text(text.getvalue(), "utf-8")
    assert run_import(seller.company, path, "--language", "en") == 0
    told.refresh_from_db()
    assert told.attributes == [LINE, SAME, {**PLAIN, "texts": {"ko": {"name": "규칙", "value": "씰 두 개"}}}]
    path.write_text("sku,attr:Assembly\nA-1,by robot\n", "utf-8")
    assert run_import(seller.company, path, "--language", "en") == 0
    told.refresh_from_db()
    assert told.attributes[0] == {**LINE, "value": "by robot"}, "as with titles: the other language stays"


def put_in(seller: Person, tmp_path: Path, *rows: list[str]) -> str:
    """The rows as a file, and what its report says."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path, report = tmp_path / "plain.csv", tmp_path / "report.csv"
    path.write_text(text.getvalue(), "utf-8")
    assert run_import(seller.company, path, "--language", "en", "--report", str(report)) == 0
    return report.read_text("utf-8") if report.exists() else ""


def test_people_write_plain_lines(seller: Person, tmp_path: Path) -> None:
    cells = ["Material: cotton; Width [cm]: 20;; Ratio: 1:2", "소재: 면\n폭:20\r\n비율 : 1:2"]
    said = put_in(seller, tmp_path, ["sku", "title", "attributes", "attributes:ko"], ["A-9", "Shirt", *cells])
    assert "A-9" not in said
    assert seller.company
    assert seller.company.products.get().attributes == [
        {"name": "Material", "value": "cotton", "texts": {"ko": {"name": "소재", "value": "면"}}},
        {"name": "Width", "value": "20", "unit": "cm", "texts": {"ko": {"name": "폭"}}},
        {"name": "Ratio", "value": "1:2", "texts": {"ko": {"name": "비율"}}},
    ]


def test_lines_are_found_by_their_names(seller: Person, told: Product, tmp_path: Path) -> None:
    head = ["sku", "attributes:ko"]
    put_in(seller, tmp_path, head, ["A-1", "house rule = 규칙: 씰 두 개; 조립：기계로; STEEL: 강철"])
    told.refresh_from_db()
    assert [one.get("texts") for one in told.attributes] == [
        {"ko": {"name": "조립", "value": "기계로"}},
        {"ko": {"value": "강철"}},
        {"ko": {"name": "규칙", "value": "씰 두 개"}},
    ]
    report = put_in(seller, tmp_path, head, ["A-1", "없음 = 없음: 없음; 모름: 모름; Steel = -"])
    told.refresh_from_db()
    assert "belongs to no specification" in report and "없음" in report
    assert told.attributes[1] == {"name": "Steel", "value": "SUJ2"} and "texts" in told.attributes[0]
    put_in(seller, tmp_path, head, ["A-1", "-"])
    told.refresh_from_db()
    assert not any("texts" in one for one in told.attributes), "a dash clears"


def test_what_is_no_specification_is_told(seller: Person, tmp_path: Path) -> None:
    head = ["sku", "title", "attributes", "attributes:ko"]
    report = put_in(seller, tmp_path, head, ["A-8", "Shirt", "of good cotton; Colour: red; Size: -", '{"Colour": {'])
    assert "“of good cotton” is not a specification" in report and "attributes:ko" in report
    assert seller.company
    assert seller.company.products.get().attributes == [{"name": "Colour", "value": "red"}]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"Material": "cotton", "Width": {"value": "20", "unit": "cm"}}, "Material: cotton; Width [cm]: 20"),
        ({"Use": "dry; clean", "Ratio": "1:2"}, "Use: dry; clean\nRatio: 1:2"),
        ({"Use": "dry; clean"}, '{"Use": "dry; clean"}'),
        ({"Width": 20}, '{"Width": 20}'),
        ({"a:b": "c"}, '{"a:b": "c"}'),
    ],
)
def test_export_writes_what_import_reads(said: dict[str, Any], text: str) -> None:
    assert written(said) == text
    found, lost = read(text)
    assert {name: {"value": value, "unit": unit} if unit else value for name, value, unit in found} == said and not lost


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            {"Assembly": {"name": "조립", "value": "손으로"}, "Steel": {"name": "강종"}},
            "Assembly = 조립: 손으로; Steel = 강종",
        ),
        ({"Steel": {"value": "강철"}}, "Steel: 강철"),
        ({"A=b": {"name": "가"}}, '{"A=b": {"name": "가"}}'),
        ({"A": {"name": "가:나", "value": "다"}}, '{"A": {"name": "가:나", "value": "다"}}'),
    ],
)
def test_the_second_language_is_written_in_lines(said: dict[str, dict[str, str]], text: str) -> None:
    assert written_told(said) == text


def test_a_file_shows_lines(seller: Person, told: Product) -> None:
    text = body(seller, "products.csv", language="en").decode()
    assert "Assembly = 조립: 손으로; Steel = 강종" in text and "{" not in text


def test_a_copy_has_both(seller: Person, told: Product) -> None:
    assert told.duplicate(seller.actor).attributes == told.attributes


def test_what_is_no_text_is_not_kept() -> None:
    assert with_texts(PLAIN, {"ko": {"name": ""}, "xx": {"name": "x"}, "en": "x"}) == PLAIN
    assert told_in({"key": "bore", "texts": LINE["texts"]}, "ko") == {}
    assert lay_over([LINE, {"key": "bore"}], "ko", {"Assembly": {}}) == [
        {"name": "Assembly", "value": "by hand"},
        {"key": "bore"},
    ]
