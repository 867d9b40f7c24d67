"""The profile of each kind: declared once, checked, shown, and never lost by looking at another kind."""

from typing import Any

import pytest
from django.test import Client

from community.models import Community
from tests.cast import Person

pytestmark = pytest.mark.django_db
BASE = {"name": "Bearing Makers", "visibility": "public", "summary": "Those who make bearings."}


def save(person: Person, house: Community, **data: Any) -> Any:
    return person.client.post(f"/communities/{house.slug}/profile/", {**BASE, **data})


KINDS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "association",
        {"founded": "1967", "firms": "412", "registration": "KR-12", "represents": "Makers of bearings"},
        {"founded": 1967, "firms": 412, "registration": "KR-12", "represents": "Makers of bearings"},
        "1967",
    ),
    ("cluster", {"region": "Daegu", "industries": "Looms"}, {"region": "Daegu", "industries": "Looms"}, "Looms"),
    (
        "buyers",
        {"buys": "Steel", "volume": "1250000.50", "currency": "EUR"},
        {"buys": "Steel", "volume": "1250000.50", "currency": "EUR"},
        "1,250,000.50 EUR",
    ),
    ("trading", {"markets": ["VN", "DE"]}, {"markets": ["VN", "DE"]}, "Vietnam, Germany"),
    (
        "project",
        {"funder": "KOTRA", "starts": "2026-01-01", "ends": "2027-12-31"},
        {"funder": "KOTRA", "starts": "2026-01-01", "ends": "2027-12-31"},
        "KOTRA",
    ),
]


@pytest.mark.parametrize(("kind", "typed", "kept", "shown"), KINDS, ids=[one[0] for one in KINDS])
def test_each_kind_has_its_fields(
    public: Community,
    steward: Person,
    visitor: Client,
    kind: str,
    typed: dict[str, Any],
    kept: dict[str, Any],
    shown: str,
) -> None:
    answer = save(steward, public, kind=kind, **{f"{kind}-{key}": value for key, value in typed.items()})
    assert answer.status_code == 302, answer.context["form"].errors
    public.refresh_from_db()
    assert public.profile == {kind: kept}
    assert shown in visitor.get(public.get_absolute_url()).content.decode()
    assert visitor.get(f"/api/v1/communities/{public.slug}/").json()["profile"] == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("association", {"founded": "12"}),
        ("association", {"firms": "-1"}),
        ("buyers", {"volume": "100"}),
        ("buyers", {"volume": "1e400", "currency": "EUR"}),
        ("buyers", {"volume": "NaN", "currency": "EUR"}),
        ("trading", {"markets": ["XX"]}),
        ("project", {"starts": "2027-01-01", "ends": "2026-01-01"}),
    ],
)
def test_what_cannot_be_is_said_and_kept(public: Community, steward: Person, kind: str, typed: dict[str, Any]) -> None:
    page = save(steward, public, kind=kind, about="Kept words", **{f"{kind}-{k}": v for k, v in typed.items()})
    assert page.status_code == 200 and "Kept words" in page.content.decode()
    public.refresh_from_db()
    assert public.profile == {} and public.about == ""


def test_another_kind_shows_its_fields_and_loses_nothing(public: Community, steward: Person) -> None:
    typed = {"association-registration": "KR-12-typed", "about": "Typed words"}
    page = save(steward, public, kind="cluster", then="kind", **typed).content.decode()
    assert 'name="cluster-region"' in page and "Typed words" in page
    assert 'value="KR-12-typed"' in page, "carried along unseen"
    public.refresh_from_db()
    assert public.about == "", "nothing is saved"
    page = save(steward, public, kind="association", then="kind", **typed).content.decode()
    assert 'value="KR-12-typed"' in page and 'name="association-registration"' in page


def test_what_was_said_as_another_kind_is_there_again(public: Community, steward: Person, visitor: Client) -> None:
    save(steward, public, kind="association", **{"association-registration": "KR-12"})
    save(steward, public, kind="cluster", **{"cluster-region": "Daegu"})
    assert "KR-12" not in visitor.get(public.get_absolute_url()).content.decode()
    page = save(steward, public, kind="association", then="kind", **{"association-registration": "KR-12"})
    assert 'value="KR-12"' in page.content.decode()
    public.refresh_from_db()
    assert set(public.profile) == {"association", "cluster"}


def test_languages_are_kept_shown_and_found(
    public: Community, closed: Community, steward: Person, visitor: Client
) -> None:
    save(steward, public, kind="association", languages=["ko", "en"])
    assert "Korean" in visitor.get(public.get_absolute_url()).content.decode()
    for address in ("/communities/", "/api/v1/communities/"):
        text = visitor.get(address, {"language": "ko"}).content.decode()
        assert "Bearing Makers" in text and "Steel Buyers" not in text
    assert save(steward, public, kind="association", languages=["klingon"]).status_code == 200


def test_the_list_is_sorted_narrowed_and_paged(
    public: Community, closed: Community, steward: Person, seller: Person, buyer: Person, visitor: Client
) -> None:
    from community.models import Thread

    Thread.start(closed, steward.actor, "Newest words", "Words")
    closed.members.create(company=buyer.company, state="active")
    assert names(visitor, sort="members") == names(visitor, sort="active") == ["Steel Buyers", "Bearing Makers"]
    assert names(visitor) == ["Bearing Makers", "Steel Buyers"]
    assert names(buyer.client, mine="on") == ["Steel Buyers"]
    assert names(visitor, country="KR") == [] and names(visitor, country="no", sort="x") == names(visitor)
    public.describe(steward.actor, country="KR", sector="machinery")
    assert names(visitor, country="KR", sector="machinery") == ["Bearing Makers"]
    assert visitor.get("/communities/", {"country": "VN"}).content.decode().count("No community matches") == 1


def names(client: Client, **query: str) -> list[str]:
    return [house.name for house in client.get("/communities/", query).context["page"]]
