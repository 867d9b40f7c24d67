"""What every engine must do: one set of tests, run on both."""

from dataclasses import replace

import pytest

from search.documents import Document, Gone
from search.engines.base import Engine, EngineDown
from search.query import Hit, Query, from_parameters

pytestmark = pytest.mark.django_db  # what a query means depends on the categories and synonyms kept there


def document(pk: int, title: str, **fields: object) -> Document:
    usual: dict[str, object] = {"kind": "product", "ref": f"P-{pk}", "version": 10, "published": pk}
    return Document(pk=pk, titles={"en": title}, **{**usual, **fields})


def fill(engine: Engine, *documents: Document) -> None:
    engine.rebuild([list(documents)])


def keys(hits: list[Hit]) -> list[int]:
    return [hit.pk for hit in hits]


def found(engine: Engine, text: str, **rest: object) -> list[int]:
    return keys(engine.search(Query.parse(text, **rest)).hits)


def visible_now(engine: Engine) -> None:
    refresh = getattr(engine, "refresh", None)
    if refresh:
        refresh()


def test_an_empty_query_finds_everything_newest_first(both: Engine) -> None:
    fill(both, document(1, "Old"), document(2, "Newer"), document(3, "Newest"))
    results = both.search(Query.parse(""))
    assert (results.total, keys(results.hits)) == (3, [3, 2, 1])


def test_a_code_comes_first_however_it_is_written(both: Engine) -> None:
    fill(
        both,
        document(1, "Printer DV7-1211 DV7-1211 DV7-1211 look-alike"),
        document(2, "Notebook", codes=("dv71211ea",), parts=("dv71211ea",)),
        document(3, "Charger for the DV7-1211ea", parts=("dv71211ea",)),
    )
    for written in ("DV7-1211ea", "dv71211EA", "dv7 1211ea"):
        assert found(both, written)[0] == 2, written
    assert set(found(both, "dv71211ea")) == {2, 3}


def test_gtins_and_hs_codes_find_their_products(both: Engine) -> None:
    fill(both, document(1, "Toner", codes=("95205603217",)), document(2, "Bearing", codes=("8482", "848210")))
    assert found(both, "0095205603217") == [1]
    assert found(both, "8482.10") == [2]
    assert found(both, "8482") == [2]


def test_all_words_are_wanted_and_the_title_counts_most(both: Engine) -> None:
    fill(
        both,
        document(1, "Housing", texts={"en": "Fits a steel ball bearing of any make."}),
        document(2, "Steel ball bearing 6204"),
        document(3, "Steel rope"),
    )
    results = both.search(Query.parse("steel bearing"))
    assert keys(results.hits) == [2, 1, 3] and results.whole == 2, "what has only one of the words comes last"


def test_some_of_the_words_are_better_than_nothing_and_it_says_so(both: Engine) -> None:
    fill(both, document(1, "Steel ball bearing"), document(2, "Wooden table"))
    results = both.search(Query.parse("steel ball bearing zirconium"))
    assert keys(results.hits) == [1]
    assert results.is_loose


def test_plural_and_singular_meet(both: Engine) -> None:
    fill(both, document(1, "Ball bearings"))
    assert found(both, "bearing") == [1]


def test_a_slip_of_the_finger_is_forgiven_and_read_right(both: Engine) -> None:
    fill(both, document(1, "Wireless keyboard"), document(2, "Steel rope"))
    results = both.search(Query.parse("wireles keybaord"))
    assert keys(results.hits) == [1]
    assert results.corrected == "wireless keyboard"


def test_a_phrase_stands_together_and_a_minus_leaves_out(both: Engine) -> None:
    fill(both, document(1, "Ball bearing of steel"), document(2, "Steel ball"), document(3, "Ball of used steel"))
    assert found(both, '"steel ball"') == [2]
    assert set(found(both, "ball steel -used")) == {1, 2}


def test_numbers_and_units_meet_with_or_without_a_space(both: Engine) -> None:
    fill(both, document(1, "Memory module 16 GB"), document(2, "Memory module 8GB", attributes="voltage 1.35 V"))
    assert found(both, "16gb") == [1]
    assert found(both, "16 GB") == [1]
    assert found(both, "8 gb") == [2]
    assert found(both, "1.35v") == [2]


def test_korean_finds_english_through_the_category_and_the_other_way_round(both: Engine) -> None:
    words = "Ball bearings 볼 베어링 Machinery 기계"
    fill(
        both,
        document(1, "Deep groove 6204", vocabulary=words),
        Document(kind="product", pk=2, ref="P-2", version=1, titles={"ko": "깊은 홈 6205"}, vocabulary=words),
        document(3, "Wooden table", vocabulary="Furniture 가구"),
    )
    assert set(found(both, "볼 베어링")) == {1, 2}
    assert set(found(both, "베어링")) == {1, 2}
    assert set(found(both, "ball bearing")) == {1, 2}


@pytest.mark.parametrize(
    ("language", "title", "query"),
    [
        ("ko", "스테인리스 강철 볼트를 판매합니다", "강철 볼트"),
        ("ja", "ステンレス製のボールベアリング", "ベアリング"),
        ("zh", "不锈钢深沟球轴承", "轴承"),
        ("es", "Válvulas de acero inoxidable", "valvulas"),
        ("fr", "Pièces détachées pour moteurs", "pieces detachees"),
        ("de", "Kugellager für Maschinen", "kugellager"),
        ("pt", "Peças de reposição", "pecas"),
    ],
)
def test_every_language_is_found_in_its_own_words(both: Engine, language: str, title: str, query: str) -> None:
    fill(
        both,
        document(1, "Wooden table"),
        Document(kind="product", pk=2, ref="P-2", version=1, titles={language: title}),
    )
    assert found(both, query) == [2]


def test_each_facet_is_counted_without_its_own_filter(both: Engine) -> None:
    fill(
        both,
        document(1, "Pump", brand="Acme", country="KR", categories=("machinery", "pumps"), tier=1),
        document(2, "Pump", brand="Acme", country="DE", categories=("machinery", "pumps")),
        document(3, "Pump", brand="Bolt", country="KR", categories=("machinery", "valves")),
        document(4, "Pump", kind="offer", country="KR", categories=("textiles",)),
    )
    results = both.search(Query.parse("pump", filters={"brand": ("Acme",), "country": ("KR",)}))
    assert (results.total, keys(results.hits)) == (1, [1])
    assert results.facets["brand"] == {"Acme": 1, "Bolt": 1}
    assert results.facets["country"] == {"KR": 1, "DE": 1}
    assert results.facets["category"] == {"machinery": 1, "pumps": 1}
    several = both.search(Query.parse("pump", filters={"brand": ("Acme", "Bolt")}))
    assert several.total == 3
    assert several.facets["tier"] == {"1": 1, "0": 2}
    assert both.search(Query.parse("", filters={"category": ("machinery",)})).total == 3


def test_sorting_by_price_puts_the_unpriced_last(both: Engine) -> None:
    fill(both, document(1, "A", price=20.0), document(2, "A"), document(3, "A", price=3.5))
    assert found(both, "a", sort="price") == [3, 1, 2]


def test_only_the_audience_finds_what_is_hidden(both: Engine) -> None:
    fill(both, document(1, "Secret club", audience=("c7",)), document(2, "Open club"))
    assert found(both, "club") == [2]
    assert set(found(both, "club", audience=("all", "c7"))) == {1, 2}
    assert both.search(Query.parse("club")).facets["kind"] == {"product": 1}


def test_pages_follow_each_other_without_gaps(both: Engine) -> None:
    fill(both, *(document(pk, "Screw") for pk in range(1, 31)))
    pages = [found(both, "screw", sort="newest", page=page, size=12) for page in (1, 2, 3, 4)]
    assert [key for page in pages for key in page] == list(range(30, 0, -1))


def test_a_late_version_changes_nothing_and_a_repeated_one_does_no_harm(both: Engine) -> None:
    fill(both, document(1, "Third words", version=30))
    both.write([document(1, "Second words", version=20)], [])
    both.write([], [Gone("product", 1, 25)])
    visible_now(both)
    assert found(both, "third") == [1]
    both.write([document(1, "Third words", version=30)], [])
    both.write([document(1, "Fourth words", version=40), document(2, "Another", version=1)], [])
    visible_now(both)
    assert found(both, "fourth") == [1]
    assert dict(both.versions()) == {"product:1": 40, "product:2": 1}
    both.write([], [Gone("product", 1, 41), Gone("product", 99, 5)])
    visible_now(both)
    assert dict(both.versions()) == {"product:2": 1}


def test_a_rebuild_serves_the_old_index_until_the_new_one_is_whole(both: Engine) -> None:
    fill(both, document(1, "Old bearing"))

    def batches():
        yield [document(2, "New bearing")]
        assert found(both, "bearing") == [1]

    assert both.rebuild(batches()) == 1
    assert found(both, "bearing") == [2]


def test_a_rebuild_that_dies_leaves_the_old_index_and_can_be_run_again(both: Engine) -> None:
    fill(both, document(1, "Old bearing"))

    def dying():
        yield [document(2, "New bearing")]
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        both.rebuild(dying())
    assert found(both, "bearing") == [1]
    fill(both, document(3, "Newest bearing"))
    assert found(both, "bearing") == [3]


def test_without_an_index_it_says_so(both: Engine) -> None:
    both.drop()
    assert not both.exists()
    with pytest.raises(EngineDown):
        both.search(Query.parse("x"))
    with pytest.raises(EngineDown):
        both.write([document(1, "X")], [])


def test_suggestions_complete_the_last_word(both: Engine) -> None:
    fill(both, document(1, "LaserJet printer", brand="HP"), document(2, "Wooden table"), document(3, "볼 베어링 6204"))
    assert keys(both.suggest("hp las", ("all",))) == [1]
    assert keys(both.suggest("woo", ("all",))) == [2]
    assert both.suggest("", ("all",)) == []
    assert both.suggest('*\x00"', ("all",)) == []


HOSTILE = [
    "*:*", '"', '"unbalanced', "((((", "a AND OR NOT", "\\", "/(a+)+$/", "[", "{", "title:x^999", "-", "--", '""',
    "~~~~", "?", "🙂🙂", "a" * 10_000, "x " * 5_000, "'; DROP TABLE", "<script>alert(1)</script>", "\u202eabc",
    "%00", "é" * 300, "㎏㎏", "-- -a", "8482.10.90.00.00.00", "16 gb " * 100,
    "(a+)+$ (.*)*x{1,9999}", "nul\x00byte", '"\x00" -"\x00"',
]  # fmt: skip


def test_no_query_is_an_error(both: Engine) -> None:
    fill(both, document(1, "Steel ball bearing"))
    for text in HOSTILE:
        query = Query.parse(text)
        both.search(query)
        both.search(replace(query, sort="price", filters={"brand": (text[:50], "*"), "category": ("x", "y/../z")}))
        both.suggest(text, ("all",))


def test_far_pages_are_bounded() -> None:
    from django.http import QueryDict

    for page in ("1000000000", "-1", "0", "x", "9" * 400, "1e9", "١٢"):
        query = from_parameters(QueryDict(f"q=a&page={page}&page_size={page}"), ["all"])
        assert query.offset + query.size <= 10_000


def test_a_term_said_otherwise_is_found(both: Engine) -> None:
    fill(both, document(1, "T-shirt of organic cotton"), document(2, "Cotton curtain"), document(3, "냉장고 350 L"))
    assert found(both, "tee shirt cotton")[0] == 1
    assert found(both, "tshirts") == [1]
    assert found(both, "refrigerator") == [3]


def test_what_the_reader_wrote_comes_before_what_means_the_same(both: Engine) -> None:
    fill(both, document(1, "Duvet cover"), document(2, "Quilt cover"))
    assert found(both, "quilt cover") == [2, 1]


def test_ranges_leave_out_what_does_not_state_it(both: Engine) -> None:
    fill(
        both,
        document(1, "Bearing", price=10.0, moq=100.0, lead_time=7),
        document(2, "Bearing", price=20.0, moq=1000.0, lead_time=30),
        document(3, "Bearing"),
    )
    assert set(found(both, "bearing", ranges={"price": (5.0, 15.0)})) == {1}
    assert set(found(both, "bearing", ranges={"price": (None, 20.0)})) == {1, 2}
    assert set(found(both, "bearing", ranges={"moq": (None, 500.0)})) == {1}
    assert set(found(both, "bearing", ranges={"lead_time": (14.0, None)})) == {2}
    results = both.search(Query.parse("bearing", ranges={"price": (5.0, 15.0)}))
    assert results.total == 1 and results.facets["kind"] == {"product": 1}


def test_results_come_by_lead_time_and_those_without_it_last(both: Engine) -> None:
    fill(both, document(1, "Bearing", lead_time=30), document(2, "Bearing"), document(3, "Bearing", lead_time=7))
    assert found(both, "bearing", sort="lead_time") == [3, 1, 2]


def test_certificates_terms_samples_and_languages_are_counted(both: Engine) -> None:
    fill(
        both,
        document(1, "Bearing", certificates=("CE", "ISO 9001"), incoterm="FOB", samples="free"),
        document(2, "Bearing", certificates=("CE",), incoterm="FOB", samples="paid"),
        Document(kind="product", pk=3, ref="P-3", version=1, titles={"ko": "베어링", "en": "Bearing"}),
    )
    facets = both.search(Query.parse("bearing", filters={"certificate": ("ISO 9001",)})).facets
    assert facets["certificate"] == {"CE": 2, "ISO 9001": 1}
    assert facets["incoterm"] == {"FOB": 1}
    assert facets["language"] == {"en": 1}
    assert both.search(Query.parse("bearing")).facets["sample"] == {"free": 1, "paid": 1}
    assert found(both, "bearing", filters={"language": ("ko",)}) == [3]


def test_specifications_are_facets_each_counted_without_itself(both: Engine) -> None:
    fill(
        both,
        document(1, "Bearing", facts=("bore=20", "seal=2rs")),
        document(2, "Bearing", facts=("bore=25", "seal=2rs")),
        document(3, "Bearing", facts=("bore=20", "seal=open")),
    )
    query = Query.parse("bearing", facts=("bore", "seal"), filters={"attr.bore": ("20",)})
    results = both.search(query)
    assert set(keys(results.hits)) == {1, 3}
    assert results.facets["attr.bore"] == {"20": 2, "25": 1}
    assert results.facets["attr.seal"] == {"2rs": 1, "open": 1}


def test_a_short_list_is_completed_by_what_has_most_of_the_words(both: Engine) -> None:
    fill(
        both,
        document(1, "Blue cotton work shirt"),
        document(2, "Blue cotton shirt"),
        document(3, "Blue paint"),
    )
    results = both.search(Query.parse("blue cotton work shirt"))
    assert keys(results.hits) == [1, 2]
    assert (results.total, results.whole, results.is_loose) == (2, 1, False)
    assert keys(both.search(Query.parse("blue cotton work shirt", size=1, page=2)).hits) == [2]


def test_one_word_is_not_completed_and_enough_is_enough(both: Engine) -> None:
    fill(both, document(99, "Steel rope"), *(document(number, "Steel bearing") for number in range(1, 11)))
    assert 99 not in found(both, "steel bearing") and len(found(both, "steel bearing")) == 10
    assert 99 not in found(both, "bearing")


def test_similar_things_are_of_the_same_kind_and_not_itself(both: Engine) -> None:
    fill(
        both,
        document(1, "Deep groove ball bearing 6204 sealed"),
        document(2, "Deep groove ball bearing 6205 sealed"),
        document(3, "Wooden table of oak"),
        document(4, "Deep groove ball bearing 6206", audience=("c9",)),
        document(5, "Deep groove ball bearing wanted", kind="offer"),
    )
    visible_now(both)
    assert keys(both.similar("product:1", ("all",))) == [2]
    assert both.similar("product:99", ("all",)) == []


def test_it_can_say_what_a_result_owes_its_place_to(both: Engine) -> None:
    fill(both, document(1, "Steel ball bearing"), document(2, "Steel rope"))
    points = both.explain(Query.parse("steel bearing"), "product:1")
    assert points["word:steel"] > 0 and points["word:bearing"] > 0 and points["title"] > 0
    assert "word:bearing" not in both.explain(Query.parse("steel bearing"), "product:2")


def test_only_what_was_published_since_is_asked_for(both: Engine) -> None:
    fill(both, document(1, "Bearing", published=100), document(2, "Bearing", published=200))
    assert found(both, "bearing", since=150) == [2]


def test_what_is_shown_as_a_page_keeps_apart_by_its_source(both: Engine) -> None:
    event: dict[str, object] = {"kind": "page", "source": "event", "type": "event"}
    fill(
        both,
        document(1, "Zirconium fair", kind="page", type="newspage"),
        document(1, "Zirconium seminar", **event),
        document(2, "Zirconium question", kind="page", source="thread", type="thread"),
    )
    pages = Query.parse("zirconium", filters={"kind": ("page",)})
    results = both.search(pages)
    assert {(hit.kind, hit.pk) for hit in results.hits} == {("page", 1), ("event", 1), ("thread", 2)}
    assert results.facets["kind"] == {"page": 3}
    assert results.facets["type"] == {"newspage": 1, "event": 1, "thread": 1}
    assert "type" not in both.search(Query.parse("zirconium")).facets, "nobody asked for pages alone"
    chosen = both.search(replace(pages, filters={"type": ("event", "thread")}))
    assert chosen.total == 2 and chosen.facets["type"] == results.facets["type"]
    assert {(hit.kind, hit.pk) for hit in both.suggest("zirc", ("all",))} == {("page", 1), ("event", 1)}
    both.write([], [Gone("event", 1, 10)])
    visible_now(both)
    assert {(hit.kind, hit.pk) for hit in both.search(pages).hits} == {("page", 1), ("thread", 2)}


def test_what_is_of_version_nought_can_go(both: Engine) -> None:
    fill(both, document(1, "Zirconium fair", version=0), document(2, "Zirconium ring"))
    both.write([document(1, "Zirconium market", version=0)], [])
    visible_now(both)
    assert set(found(both, "zirconium")) == {1, 2} and found(both, "market") == [1]
    both.write([], [Gone("product", 1, 0)])
    visible_now(both)
    assert found(both, "zirconium") == [2]
