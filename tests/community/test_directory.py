"""The directory: a community's own fields, what members answer, who sees it, and finding members by it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from community.directory.merging import keep_answers
from community.directory.models import DirectoryEntry, DirectoryField
from community.directory.steps import entry_to_fill
from community.joint.models import FeaturedListing
from community.models import Community, CommunityMember
from notifications.models import Notification
from portal.core import relay
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person
from tests.community.conftest import make_community
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def ask(community: Community, steward: Person, label: str = "Main fibre", **fields: Any) -> DirectoryField:
    usual: dict[str, Any] = {"kind": "choices", "is_filter": True}
    options = fields.pop("options", [("Cotton", "면"), ("Wool", "모직")])
    usual |= fields
    if usual["kind"] not in DirectoryField.FILTERS:
        usual["is_filter"] = False
    return DirectoryField.add(community, steward.actor, options, label=label, **usual)


def fill(community: Community, person: Person, by: Person | None = None, **values: Any) -> DirectoryEntry:
    member = community.members.get(company=person.company)
    entry = DirectoryEntry.objects.filter(member=member).first()
    return DirectoryEntry.fill(member, (by or person).actor, values, entry.version if entry else 0)


def read(client: Client, community: Community, path: str = "", **parameters: Any) -> str:
    answer = client.get(f"/communities/{community.slug}/directory/{path}", parameters)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client: Client, community: Community, **parameters: Any) -> str:
    """Of the page, the members alone."""
    return read(client, community, **parameters).partition('class="firms"')[2].partition("</ul>")[0]


def entry_path(community: Community, person: Person) -> str:
    assert person.company
    return f"/communities/{community.slug}/directory/of/{person.company.slug}/"


def join(community: Community, name: str, **fields: Any) -> CommunityMember:
    company = make_company(name, **fields)
    return community.members.create(company=company, state=CommunityMember.State.ACTIVE)


def test_a_steward_defines_a_field_and_a_member_answers_it(public: Community, steward: Person, seller: Person) -> None:
    at = f"/communities/{public.slug}/directory/fields/new/"
    typed = {
        "kind": "choices",
        "label": "Main fibre",
        "label_ko": "주요 섬유",
        "answers": "Cotton | 면\nWool | 모직",
        "seen_by": "0",
        "is_filter": "on",
    }
    assert steward.client.post(at, typed).status_code == 302
    field = public.directory_fields.get()
    assert [one["key"] for one in field.options] == ["o1", "o2"]
    answer = seller.client.post(f"{entry_path(public, seller)}answers/", {"seen": "0", field.name: ["o1", "o2"]})
    assert answer.headers["Location"] == entry_path(public, seller)
    assert "Cotton, Wool" in seller.client.get(entry_path(public, seller)).content.decode()
    korean = seller.client.get(f"/ko{entry_path(public, seller)}").content.decode()
    assert "주요 섬유" in korean
    assert "면, 모직" in korean


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("line", "  20 \u202e looms ", "20 looms"),
        ("number", "1,200.50", "1200.5"),
        ("number", "1 200,5", "1200.5"),
        ("number", "0", "0"),
        ("link", "www.mill.example/a", "https://www.mill.example/a"),
        ("flag", "no", False),
        ("text", "a\r\nb", "a\nb"),
    ],
)
def test_answers_are_kept_in_one_form(
    public: Community, steward: Person, seller: Person, kind: str, typed: str, kept: Any
) -> None:
    field = ask(public, steward, kind=kind)
    seller.client.post(f"{entry_path(public, seller)}answers/", {"seen": "0", field.name: typed})
    assert DirectoryEntry.objects.get().values == {field.name: kept}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "many"),
        ("number", "NaN"),
        ("number", "1e400"),
        ("number", "0.00001"),
        ("link", "javascript:alert(1)"),
        ("link", "ftp://files.example"),
        ("choice", "o99"),
        ("choices", "o99"),
        ("line", "x" * 201),
        ("text", "x" * 4001),
    ],
)
def test_wrong_answers_are_said_kept_in_the_form_and_not_stored(
    public: Community, steward: Person, seller: Person, kind: str, typed: str
) -> None:
    field = ask(public, steward, kind=kind)
    note = ask(public, steward, "Note", kind="line")
    answer = seller.client.post(
        f"{entry_path(public, seller)}answers/", {"seen": "0", field.name: typed, note.name: "Kept words"}
    )
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Kept words" in html
    assert "field--wrong" in html
    assert not DirectoryEntry.objects.filter(filled_at__isnull=False).exists()


def test_what_must_be_answered_is_asked_for(public: Community, steward: Person, seller: Person) -> None:
    ask(public, steward, "Looms", kind="number", is_required=True)
    answer = seller.client.post(f"{entry_path(public, seller)}answers/", {"seen": "0"})
    assert answer.status_code == 200
    assert "field--wrong" in answer.content.decode()


def test_each_reader_sees_what_is_for_them(
    public: Community, steward: Person, seller: Person, stranger: Person, visitor: Client
) -> None:
    fields = {level: ask(public, steward, f"Level {level}", kind="line", seen_by=level) for level in (0, 1, 2)}
    other = make_person("other@mill.example", join(public, "Daegu Mill").company)
    fill(public, other, **{field.name: f"secret of {level}" for level, field in fields.items()})
    sees = {"visitor": visitor, "stranger": stranger.client, "member": seller.client, "steward": steward.client}
    seen = {
        name: [
            level
            for level in (0, 1, 2)
            if f"secret of {level}" in client.get(entry_path(public, other)).content.decode()
            and f"secret of {level}" in read(client, public)
        ]
        for name, client in sees.items()
    }
    assert seen == {"visitor": [0], "stranger": [0], "member": [0, 1], "steward": [0, 1, 2]}
    assert "secret of 2" in other.client.get(entry_path(public, other)).content.decode()  # its own
    found = {name: "Daegu Mill" in read(client, public, q="secret of 2") for name, client in sees.items()}
    assert found == {"visitor": False, "stranger": False, "member": False, "steward": True}


def test_a_filter_that_is_not_for_the_reader_does_not_work(
    public: Community, steward: Person, seller: Person, visitor: Client
) -> None:
    field = ask(public, steward, seen_by=1)
    fill(public, seller, **{field.name: ["o1"]})
    assert "Hanbit Bearings" in read(steward.client, public, **{field.name: "o1"})
    assert "Textile Association" not in listed(steward.client, public, **{field.name: "o1"})
    assert field.title not in read(visitor, public, **{field.name: "o2"})
    assert "Hanbit Bearings" in read(visitor, public, **{field.name: "o2"})  # as if it were not there


def test_members_are_found_by_words_facts_and_answers(public: Community, steward: Person, seller: Person) -> None:
    fibre, looms = ask(public, steward), ask(public, steward, "Looms", kind="number", unit="looms")
    join(public, "Daegu Mill", city="Daegu", sector="textiles-leather", tier=2)
    join(public, "Porto Tecidos", country="PT", region="Norte", city="Porto")
    fill(public, seller, **{fibre.name: ["o2"], looms.name: "40"})

    def names(**parameters: Any) -> set[str]:
        html = listed(seller.client, public, **parameters)
        return {name for name in ("Hanbit", "Daegu Mill", "Porto Tecidos", "Textile Assoc") if name in html}

    assert names() == {"Hanbit", "Daegu Mill", "Porto Tecidos", "Textile Assoc"}
    assert names(q="mill dae") == {"Daegu Mill"}
    assert names(country="PT") == {"Porto Tecidos"}
    assert names(country=["PT", "KR"], sector="textiles-leather") == {"Daegu Mill"}
    assert names(place="PT/Norte") == {"Porto Tecidos"}
    assert names(tier="2") == {"Daegu Mill"}
    assert names(role="steward") == {"Textile Assoc"}
    assert names(**{fibre.name: "o2"}) == {"Hanbit"}
    assert names(**{f"{looms.name}_from": "30", f"{looms.name}_to": "50"}) == {"Hanbit"}
    assert names(**{f"{looms.name}_from": "41"}) == set()
    assert names(q="wool") == {"Hanbit"}
    html = read(seller.client, public, country="PT", q="porto")
    assert 'href="?country=PT"' in html  # the chip of the words leads to what is left
    assert "Take a filter away" in read(seller.client, public, q="zzz")


def test_a_facet_is_counted_without_its_own_filter(public: Community, seller: Person) -> None:
    join(public, "Porto Tecidos", country="PT")
    join(public, "Lisboa Lda", country="PT")
    html = read(seller.client, public, country="KR")
    portugal = html.partition('value="PT"')[2][:200]
    assert ">2</span>" in portugal


@pytest.mark.parametrize("parameter", ["%00", "KR'--", "<script>", "9" * 300])
def test_hostile_addresses_are_pages(public: Community, visitor: Client, parameter: str) -> None:
    for name in ("q", "country", "tier", "place", "page", "sort", "f1", "f1_from", "entry"):
        html = read(visitor, public, **{name: parameter})
        assert "<script>" not in html.partition("<main")[2].partition("</main")[0]


def test_a_suspended_and_a_removed_member_are_gone_at_once(
    public: Community, steward: Person, seller: Person, visitor: Client
) -> None:
    gone = join(public, "Daegu Mill")
    assert "Daegu Mill" in read(visitor, public)
    gone.company.is_active = False
    gone.company.save()  # nobody has told the roll
    assert "Daegu Mill" not in read(visitor, public)
    assert visitor.get(f"/communities/{public.slug}/directory/of/{gone.company.slug}/").status_code == 404
    relay.deliver_all()
    public.members.filter(company=seller.company).delete()
    assert "Hanbit Bearings" not in read(visitor, public)
    assert "Hanbit" not in "".join(
        part.decode() for part in steward.client.get(f"/communities/{public.slug}/directory/members.csv")
    )


def test_hidden_and_closed_directories_are_not_there_for_strangers(
    hidden: Community, closed: Community, steward: Person, stranger: Person, visitor: Client, seller: Person
) -> None:
    for community in (hidden, closed):
        field = ask(community, steward)
        fill(community, seller, **{field.name: ["o1"]})
        paths = ["", "regions/", "fields/", "members.csv", f"of/{seller.company.slug}/"]
        for client in (visitor, stranger.client):
            codes = {client.get(f"/communities/{community.slug}/directory/{path}").status_code for path in paths}
            assert codes <= {404, 302}
        assert stranger.client.get(f"/communities/{community.slug}/directory/").status_code == 404
        assert "Hanbit Bearings" in read(seller.client, community)


def test_only_a_steward_asks_orders_retires_and_exports(
    public: Community, steward: Person, seller: Person, viewer: Person, stranger: Person
) -> None:
    field = ask(public, steward)
    at = f"/communities/{public.slug}/directory/fields/"
    for person in (seller, viewer, stranger):
        assert person.client.get(at).status_code == 403
        assert person.client.post(f"{at}new/", {"kind": "line", "label": "Mine", "seen_by": "0"}).status_code == 403
        assert person.client.post(f"{at}{field.pk}/acts/", {"act": "retire"}).status_code in {403, 404}
        assert person.client.get(f"/communities/{public.slug}/directory/members.csv").status_code == 403
    field.refresh_from_db()
    assert field.is_live
    assert public.directory_fields.count() == 1


def test_only_the_company_and_the_steward_fill_an_entry(
    public: Community, steward: Person, seller: Person, viewer: Person, stranger: Person
) -> None:
    field = ask(public, steward)
    for person in (viewer, stranger):
        answer = person.client.post(f"{entry_path(public, seller)}answers/", {"seen": "0", field.name: "o1"})
        assert answer.status_code == 403
    assert not DirectoryEntry.objects.exists()


def test_a_steward_fills_in_for_a_member_who_is_told(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward)
    answer = steward.client.post(f"{entry_path(public, seller)}answers/", {"seen": "0", field.name: "o1"})
    assert answer.status_code == 302
    assert DirectoryEntry.objects.get().by_steward
    relay.deliver_all()
    told = Notification.objects.get(kind="directory.filled_for")
    assert told.user == seller.user
    assert "Filled in by the steward" in seller.client.get(entry_path(public, seller)).content.decode()
    fill(public, seller, **{field.name: ["o2"]})
    assert not DirectoryEntry.objects.get().by_steward


def test_two_who_fill_at_the_same_time_do_not_write_over_each_other(
    public: Community, steward: Person, seller: Person, colleague: Person
) -> None:
    field = ask(public, steward, kind="line", options=[])
    fill(public, seller, **{field.name: "ours"})
    answer = steward.client.post(f"{entry_path(public, seller)}answers/", {"seen": "0", field.name: "theirs"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "theirs" in html
    assert 'name="seen" value="1"' in html
    assert DirectoryEntry.objects.get().values == {field.name: "ours"}
    member = public.members.get(company=seller.company)
    with pytest.raises(WrongState):
        DirectoryEntry.fill(member, seller.actor, {}, seen=0)


def test_an_export_is_harmless_to_a_spreadsheet(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward, kind="line", options=[])
    fill(public, seller, **{field.name: "=1+1"})
    csv = b"".join(steward.client.get(f"/communities/{public.slug}/directory/members.csv")).decode()
    assert "'=1+1" in csv


def test_regions_group_members_without_a_map(public: Community, visitor: Client) -> None:
    for number in range(6):
        join(public, f"Busan {number}", region="BUSAN" if number % 2 else "busan ")
    join(public, "Porto Tecidos", country="PT", city="Porto")
    html = read(visitor, public, "regions/")
    assert 'id="country-KR"' in html
    assert "Busan" in html
    assert "2 more" in html
    assert "Porto Tecidos" in html
    assert "place=KR%2FBusan" in html


def test_what_pages_ask_of_the_database_does_not_grow(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward)
    paths = [f"/communities/{public.slug}/directory/", f"/communities/{public.slug}/directory/regions/"]
    few = [queries_of(seller.client, path) for path in paths]
    for number in range(30):
        member = join(public, f"Firm {number}", country="DE" if number % 2 else "KR", city=f"City {number}")
        DirectoryEntry.objects.create(member=member, values={field.name: ["o1"]}, version=1)
    assert [queries_of(seller.client, path) for path in paths] == few


def test_a_small_community_shows_a_new_fact_as_soon_as_it_is_told(steward: Person, visitor: Client) -> None:
    community = make_community(steward, "Makers")
    member = join(community, "Daegu Mill")
    assert "Daegu Mill" not in listed(visitor, community, tier="2")
    member.company.tier = 2
    member.company.save()
    Event.objects.create(
        kind="company.changed", subject_type="companies.company", subject_id=member.company_id, payload={}
    )
    relay.deliver_all()
    assert "Daegu Mill" in listed(visitor, community, tier="2")


def test_my_portal_reminds_of_an_entry_that_is_asked_for(
    public: Community, steward: Person, seller: Person, viewer: Person
) -> None:
    field = ask(public, steward, is_required=True)
    step = entry_to_fill(seller.actor)
    assert step is not None
    assert step.url == f"{entry_path(public, seller)}answers/"
    assert entry_to_fill(viewer.actor) is None
    fill(public, seller, **{field.name: ["o1"]})
    assert entry_to_fill(seller.actor) is None


def test_a_merged_company_brings_its_answers(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward)
    kept, lost = join(public, "Daegu Mill"), public.members.get(company=seller.company)
    fill(public, seller, **{field.name: ["o1"]})
    keep_answers(kept, lost)
    assert DirectoryEntry.objects.get().member == kept


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_several_who_fill_at_once_one_is_kept(public: Community, steward: Person, seller: Person) -> None:
    field = ask(public, steward, kind="line", options=[])
    member = public.members.get(company=seller.company)

    def attempt(number: int) -> bool:
        try:
            DirectoryEntry.fill(CommunityMember.objects.get(pk=member.pk), seller.actor, {field.name: f"{number}"}, 0)
        except WrongState:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(6))) == 1
    assert DirectoryEntry.objects.get().version == 1


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_twelve_stand_in_front_whatever_happens_at_once(public: Community, steward: Person, seller: Person) -> None:
    assert seller.company
    for number in range(1, 11):
        FeaturedListing.put(public, "product", number, seller.company.pk, steward.actor)

    def attempt(number: int) -> bool:
        try:
            FeaturedListing.put(public, "product", number, seller.company.pk, steward.actor)
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(100, 106))) == 2
    assert list(public.featured.values_list("position", flat=True)) == list(range(1, 13))
