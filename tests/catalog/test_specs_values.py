"""Values of typed specifications: read as people write them, hostile ones refused with words."""

from typing import Any

import pytest

from catalog.models import Attribute, Category
from catalog.specs.entries import as_line, entry_of, readable, said_with_types
from catalog.specs.models import asked_by
from catalog.specs.values import Unfit, read, shown

pytestmark = pytest.mark.django_db


def attribute(key: str) -> Attribute:
    return Attribute.known()[key]


def test_every_leaf_asks_for_at_least_four_attributes_each_with_names_in_both_languages() -> None:
    tree = Category.tree()
    inner = {slug for one in tree.values() for slug in one.slugs[:-1]}
    few = {slug: len(one.attributes_asked) for slug, one in tree.items() if slug not in inner}
    assert len(few) > 300 and min(few.values()) >= 4, min(few.items(), key=lambda pair: pair[1])
    assert len(Attribute.known()) >= 200
    assert all(one.names["en"] and one.names["ko"] for one in Attribute.known().values())
    assert [one.key for one in asked_by(tree["bearings"])][:5] == [
        *("bearing-type", "bore", "outside-diameter", "width", "seal")
    ]


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("bore", "20", 20),
        ("bore", 20.5, 20.5),
        ("bore", "2 cm", 20),
        ("bore", "1 in", 25.4),
        ("bore", '1"', 25.4),
        ("bore", "20,5 mm", 20.5),
        ("net-weight", "1,250 g", 1.25),
        ("shelf-life", "2년", 24),
        ("power", "3 hp", 2.237099615),
        ("memory", "8192 MB", 8),
        ("storage", "1 TB", 1000),
        ("flash-point", "−12 ℃", -12),
        ("offset", "-35", -35),
        ("seal", "2RS", "2rs"),
        ("seal", "양쪽 고무실(2RS)", "2rs"),
        ("seal", "two seals (2rs)", "2rs"),
        ("allergens", "Milk, soy; egg", ["egg", "soy", "milk"]),
        ("allergens", ["milk", "milk"], ["milk"]),
        ("organic", "예", True),
        ("organic", False, False),
        ("organic", 0, False),
        ("operating-temperature", "-20 – 60 °C", {"from": -20, "to": 60}),
        ("operating-temperature", "0 - 40", {"from": 0, "to": 40}),
        ("operating-temperature", "-20~60", {"from": -20, "to": 60}),
        ("operating-temperature", "≤ 104 °F", {"to": 40}),
        ("operating-temperature", {"from": 5, "to": None}, {"from": 5}),
        ("input-voltage", "100-240 V", {"from": 100, "to": 240}),
        ("input-voltage", 230, {"from": 230, "to": 230}),
        ("dimensions", "40 × 30 x 20 cm", {"length": 400, "width": 300, "height": 200}),
        ("dimensions", {"length": 1, "width": "2", "height": "3 cm"}, {"length": 1, "width": 2, "height": 30}),
        ("material", "  Chrome\tsteel ", "Chrome steel"),
        ("material", 42, "42"),
    ],
)
def test_what_people_write_is_read(key: str, raw: Any, value: Any) -> None:
    found = read(attribute(key), raw)
    assert found == value and type(found) is type(value)
    assert read(attribute(key), shown(attribute(key), found)) == found  # what is shown comes back


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("bore", "NaN", "number"),
        ("bore", float("nan"), "number"),
        ("bore", float("inf"), "number"),
        ("bore", "1e999", "unit"),
        ("bore", "9" * 59, "number"),
        ("bore", "9" * 5000, "number"),
        ("bore", "99999999", "bounds"),
        ("bore", -1, "bounds"),
        ("bore", "=1+1", "number"),
        ("bore", "<script>", "number"),
        ("bore", "20 kg", "unit"),
        ("bore", True, "number"),
        ("bore", {"a": 1}, "number"),
        ("bore", [20], "number"),
        ("bore", None, "number"),
        ("axes", "3 kg", "unitless"),
        ("seal", "rubber", "choice"),
        ("seal", ["2rs"], "choice"),
        ("seal", {}, "choice"),
        ("allergens", "milk, plutonium", "choice"),
        ("allergens", ["milk"] * 10_000, "choice"),
        ("allergens", ",".join(["milk"] * 10_000), "choice"),
        ("allergens", [["milk"]], "choice"),
        ("organic", "perhaps", "boolean"),
        ("organic", [], "boolean"),
        ("operating-temperature", "60 – -20", "order"),
        ("operating-temperature", {}, "range"),
        ("operating-temperature", "warm", "number"),
        ("dimensions", "40 × 30", "parts"),
        ("dimensions", "1 × 2 × 3 × 4", "parts"),
        ("dimensions", {"length": 1}, "parts"),
        ("dimensions", [1] * 10_000, "parts"),
        ("material", "x" * 501, "long"),
        ("material", {"a": 1}, "text"),
        ("material", "\u200b", "text"),
        ("material", "x" * 1_000_000, "long"),
    ],
)
def test_what_does_not_do_is_refused_in_words(key: str, raw: Any, code: str) -> None:
    with pytest.raises(Unfit) as refused:
        read(attribute(key), raw)
    assert refused.value.code == code
    assert refused.value.words and len(refused.value.words) < 400


def test_readers_see_words_in_their_language(settings: Any) -> None:
    from django.utils.translation import override

    rows = [
        {"name": "Made by", "value": "hand"},
        entry_of(attribute("seal"), "2rs"),
        entry_of(attribute("allergens"), ["milk", "soy"]),
        entry_of(attribute("operating-temperature"), {"to": 60}),
    ]
    with override("ko"):
        assert [(one["name"], one["value"]) for one in readable(rows)] == [
            ("밀봉", "양쪽 고무실(2RS)"),
            ("알레르기 유발 성분", "우유, 대두"),
            ("사용 온도", "≤ 60"),
            ("Made by", "hand"),
        ]
        assert as_line(rows[1]) == {"name": "Seal", "value": "Two seals (2RS)"}
    gone = {"key": "gone", "name": "Old", "value": {"from": 1, "to": 2}}
    assert readable([gone, "nonsense", {}, None])[0]["value"] == "1, 2"


def test_a_row_of_a_file_is_typed_and_unreadable_values_are_noted() -> None:
    noted: list[tuple[str, Any]] = []
    said: dict[str, Any] = {
        "내경 (cm)": {"name": "내경 (cm)", "value": "2"},
        "Seal": {"name": "Seal", "value": "rubber"},
        "Made by": {"name": "Made by", "value": "hand"},
    }
    found = said_with_types(Category.tree()["bearings"], said, [], lambda name, value: noted.append((name, value)))
    assert found["#bore"] == {"key": "bore", "name": "Bore diameter", "value": 20, "unit": "mm"}
    assert found["Seal"] == {"name": "Seal", "value": "rubber"} and found["Made by"] is said["Made by"]
    assert noted == [("Seal", "rubber")]
