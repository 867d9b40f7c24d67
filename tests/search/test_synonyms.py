"""Words that mean the same: what is shipped, what staff make of it, and that it counts at once."""

import pytest
from django.test import Client

from search.engines.base import Engine
from search.query import Query
from search.reading import Names, Reading, units_of
from search.synonyms import SynonymGroup, Thesaurus, key_of, shipped_lines, terms_in
from tests.cast import Person

pytestmark = pytest.mark.django_db

PAGE = "/desk/search/synonyms/"


def test_terms_are_compared_without_case_hyphen_accent_and_plural() -> None:
    assert key_of(["T-Shirts"]) == key_of(["t", "shirt"]) == ("t", "shirt")
    assert key_of(["Batteries"]) == ("battery",)
    assert key_of(["Café", "glass"]) == ("cafe", "glass")
    assert key_of(["볼", "베어링"]) == ("볼", "베어링")


def test_the_longest_term_is_one_unit() -> None:
    known = Thesaurus.of([["tee shirt", "t-shirt"], ["ram", "memory module"]])
    units = list(units_of(("blue", "tee", "shirts", "ram"), known))
    assert [unit.words for unit in units] == [("blue",), ("tee", "shirts"), ("ram",)]
    assert units[1].others == (("t-shirt",),) and units[2].others == (("memory", "module"),)


def test_what_is_shipped_is_well_formed_and_planted() -> None:
    lines = shipped_lines()
    assert len(lines) > 80 and all(len(terms_in(line)) >= 2 for line in lines)
    assert SynonymGroup.objects.filter(shipped_as__in=lines).count() == len(lines)


def test_planting_again_keeps_what_staff_changed(moderator: Person) -> None:
    group = SynonymGroup.objects.exclude(shipped_as="")[0]
    group.change(moderator.actor, "alpha term, beta term", is_active=False)
    count = SynonymGroup.objects.count()
    SynonymGroup.plant()
    group.refresh_from_db()
    assert (group.terms, group.is_active) == ("alpha term, beta term", False)
    assert SynonymGroup.objects.count() == count


def test_staff_add_a_group_and_the_next_search_knows_it(
    moderator: Person, django_capture_on_commit_callbacks: object
) -> None:
    assert not Reading.of(Query.parse("zirkon lager")).units[0].others
    with django_capture_on_commit_callbacks(execute=True):
        answer = moderator.client.post(PAGE, {"terms": "Zirkon Lager, zirconium bearing", "is_active": "on"})
    assert answer.status_code == 302
    assert Reading.of(Query.parse("zirkon lager")).units[0].others == (("zirconium", "bearing"),)


def test_one_term_is_no_group_and_what_was_typed_stays(moderator: Person) -> None:
    answer = moderator.client.post(PAGE, {"terms": "Alone, alone, ALONES", "is_active": "on"})
    assert answer.status_code == 422
    assert "at least two different terms" in answer.content.decode()
    assert 'value="Alone, alone, ALONES"' in answer.content.decode()


def test_strangers_see_nothing_and_clerks_change_nothing(seller: Person, clerk: Person, visitor: Client) -> None:
    assert seller.client.get(PAGE).status_code == 404
    assert visitor.get(PAGE).status_code in {302, 404}
    count = SynonymGroup.objects.count()
    assert clerk.client.get(PAGE).status_code == 200
    assert clerk.client.post(PAGE, {"terms": "one term, other term"}).status_code == 403
    assert SynonymGroup.objects.count() == count


def test_the_list_is_searched_and_paged(moderator: Person) -> None:
    page = moderator.client.get(PAGE, {"q": "T-SHIRT"}).content.decode()
    assert "tee shirt" in page and "refrigerator" not in page
    assert "No group has this term" in moderator.client.get(PAGE, {"q": "zzqqxx"}).content.decode()
    assert moderator.client.get(PAGE, {"page": "2"}).status_code == 200


def test_a_query_names_its_category_in_any_language() -> None:
    named = Names.known().named_in(["kimchi"])
    assert named.get("kimchi-pickles") == Names.known().named_in(["김치"]).get("kimchi-pickles") == 1
    partly = Names.known().named_in(["fresh", "kimchi", "jar"])
    assert 0 < partly["kimchi-pickles"] < 1


def test_hostile_terms_are_only_words(moderator: Person, both: Engine) -> None:
    both.rebuild([])
    for terms in ("<script>, \"' OR 1=1", "a" * 400, ", ".join(f"term {n}" for n in range(50))):
        assert moderator.client.post(PAGE, {"terms": terms, "is_active": "on"}).status_code in {302, 422}
    assert "<script>" not in moderator.client.get(PAGE).content.decode()
