"""The fields of a directory: how a steward asks, orders and retires them, and what becomes of the answers."""

import pytest
from django.utils.translation import override

from community.directory.models import DirectoryEntry
from community.models import Community
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person
from tests.community.test_directory import ask, entry_path, fill, listed, read

pytestmark = pytest.mark.django_db


def test_a_retired_field_keeps_its_answers(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward)
    fill(public, seller, **{field.name: ["o1"]})
    at = f"/communities/{public.slug}/directory/fields/{field.pk}/acts/"
    steward.client.post(at, {"act": "retire"})
    assert "Cotton" not in seller.client.get(entry_path(public, seller)).content.decode()
    assert "Cotton" not in read(seller.client, public)
    other = ask(public, steward, "Looms", kind="number")
    fill(public, seller, **{other.name: "4"})
    csv = b"".join(steward.client.get(f"/communities/{public.slug}/directory/members.csv")).decode()
    assert "Main fibre (retired)" in csv
    assert "Cotton" in csv
    steward.client.post(at, {"act": "revive"})
    assert "Cotton" in seller.client.get(entry_path(public, seller)).content.decode()


def test_a_retired_field_does_not_come_back_under_a_taken_name(public: Community, steward: Person) -> None:
    field = ask(public, steward)
    field.retire(steward.actor)
    ask(public, steward, kind="line", label="main FIBRE")
    with pytest.raises(Refused):
        field.revive(steward.actor)
    field.refresh_from_db()
    assert not field.is_live


def test_an_answer_keeps_its_key_when_others_come_and_go(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward)
    fill(public, seller, **{field.name: ["o2"]})
    field.change(steward.actor, [("Silk", ""), ("wool", "양모")], label="Fibre")
    assert list(field.option_labels()) == ["o3", "o2"]
    html = seller.client.get(entry_path(public, seller)).content.decode()
    assert "wool" in html
    field.change(steward.actor, [("Silk", ""), ("Linen", "")], label="Fibre")
    assert "wool" in seller.client.get(entry_path(public, seller)).content.decode()  # not offered, and still named
    offered = seller.client.get(f"{entry_path(public, seller)}answers/").content.decode()
    assert "wool" not in offered
    field.change(steward.actor, [("Silk", ""), ("wool", "양모")], label="Fibre")
    assert list(field.option_labels()) == ["o3", "o2"]
    with override("ko"):
        assert field.option_labels()["o2"] == "양모"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"kind": "choice", "label": "Fibre", "answers": "Only one"}, "at least two"),
        ({"kind": "line", "label": "Fibre", "unit": "kg"}, "Only numbers"),
        ({"kind": "line", "label": "Fibre", "is_filter": "on"}, "no filter"),
        ({"kind": "line", "label": "\u3164"}, "can be seen"),
        ({"kind": "nonsense", "label": "Fibre"}, "Select a valid choice"),
        ({"kind": "line", "label": "MAIN fibre"}, "of that name"),
    ],
)
def test_a_wrong_field_is_said(public: Community, steward: Person, typed: dict[str, str], wrong: str) -> None:
    ask(public, steward)
    answer = steward.client.post(f"/communities/{public.slug}/directory/fields/new/", {"seen_by": "0", **typed})
    assert answer.status_code == 200
    assert wrong in answer.content.decode()
    assert public.directory_fields.count() == 1


def test_labels_and_hints_are_words_not_markup(public: Community, steward: Person, seller: Person) -> None:
    ask(public, steward, "<img src=x>", kind="line", options=[], help="<script>alert(1)</script>")
    html = seller.client.get(f"{entry_path(public, seller)}answers/").content.decode()
    assert "<img src=x>" not in html
    assert "<script>alert" not in html


def test_fields_are_moved_and_the_order_is_that_of_the_entry(public: Community, steward: Person) -> None:
    first, second = ask(public, steward), ask(public, steward, "Looms", kind="number")
    at = f"/communities/{public.slug}/directory/fields/"
    steward.client.post(f"{at}{second.pk}/acts/", {"act": "up"})
    steward.client.post(f"{at}{second.pk}/acts/", {"act": "up"})  # at the end it stays
    assert list(public.directory_fields.live()) == [second, first]


def test_the_steward_sees_who_has_not_filled_in(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward)
    fill(public, seller, **{field.name: ["o1"]})
    html = steward.client.get(f"/communities/{public.slug}/directory/fields/").content.decode()
    assert "1 of 2 companies have filled in" in html
    rest = listed(steward.client, public, entry="no")
    assert "Hanbit" not in rest
    assert "Textile Association" in rest


def test_answers_are_taken_back(public: Community, steward: Person, seller: Person, stranger: Person) -> None:
    field = ask(public, steward)
    fill(public, seller, **{field.name: ["o1"]})
    at = f"{entry_path(public, seller)}answers/deletion/"
    assert stranger.client.post(at).status_code == 403
    assert seller.client.post(at).status_code == 302
    assert DirectoryEntry.objects.get().values == {}
    assert Event.objects.filter(kind="directory.emptied").count() == 1
