"""What is held as prohibited goods, and what only sounds like it."""

from pathlib import Path

import pytest
from django.test import Client

from catalog.models import Product
from catalog.standing.flags import findings_of
from catalog.standing.goods import findings
from companies.models import Company
from tests.cast import Person
from tests.catalog.files import csv_file, run_import


@pytest.mark.parametrize(
    "text",
    [
        "Hot melt glue guns, 40 W", "Gun drill 8 mm, carbide", "Pneumatic staple gun", "Massage gun with six heads",
        "HVLP spray gun", "Explosion-proof motor for explosive atmospheres", "Ivory coloured curtain",
        "Patch cable CAT6 UTP, Ivory, 1 m", "Heroine figurine", "Shotgun microphone", "Counterfeit money detector",
        "Anti-counterfeit label", "Bath bomb, lavender", "Rapid cutter", "Begun", "Replica tape for surface profiles",
        "총 길이 20 cm", "상아색 커튼", "마약 베개", "위조지폐 감별기", "위조방지 라벨",
        "가격폭탄 폭탄세일", "무석면 개스킷",
        "대마도 특산 꿀", "",
    ],
)  # fmt: skip
def test_ordinary_goods_are_no_hit(text: str) -> None:
    assert findings([text]) == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Semi-automatic RIFLES", "weapons"), ("Glue gun and hand gun: pistols", "weapons"), ("권총 홀스터", "weapons"),
        ("Dynamite sticks", "explosives"), ("Pure cocaine", "narcotics"), ("최상급 필로폰", "narcotics"),
        ("Carved ivory figurine", "species"), ("천연 상아 도장", "species"), ("Replica watches", "counterfeit"),
        ("짝퉁 가방", "counterfeit"), ("Human skulls", "human"), ("Stolen credit cards", "data"),
        ("우라늄 광석", "nuclear"),
    ],
)  # fmt: skip
def test_what_a_person_should_look_at_is_named_with_its_group(text: str, code: str) -> None:
    assert code in findings([text])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("Material", "carved ivory", ["species"]), ("Suitable for", "rifles and pistols", ["weapons"]),
        ("용도", "권총 부품", ["weapons"]), ("Rifle mount", True, ["weapons"]), ("Colour", "Ivory", []),
        ("Rifle mount", False, []), ("Rifle mount", "No", []), ("권총 거치", "없음", []), ("Bore", 20, []),
    ],
)  # fmt: skip
def test_specifications_are_read_too(product: Product, name: str, value: object, codes: list[str]) -> None:
    product.attributes = [{"name": name, "value": value}, {"name": "", "value": None}, "nonsense"]
    assert sorted(findings_of(product)) == codes


@pytest.mark.django_db
def test_a_listing_is_held_for_what_a_specification_names(
    seller: Person, supplier: Company, visitor: Client, tmp_path: Path
) -> None:
    text = "sku,title,price,currency,attr:Made of\nZ-1,Handle,4,USD,ivory tusk\nZ-2,Handle,4,USD,beech\n"
    assert run_import(supplier, csv_file(tmp_path, text)) == 0
    states = dict(Product.objects.values_list("sku", "state"))
    assert states == {"Z-1": "in_review", "Z-2": "published"}
    assert visitor.get(Product.objects.get(sku="Z-1").get_absolute_url()).status_code == 404


def test_customs_headings_count_with_and_without_points() -> None:
    assert findings([], "9303.20") == {"weapons": ["HS 9303"]}
    assert findings([], "0507100000") == {"species": ["HS 0507"]}
    assert findings([], "2844.10") == {"nuclear": ["HS 2844"]}
    assert findings([], "8482.10") == {} and findings([], "") == {}
