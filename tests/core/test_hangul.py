"""Korean names in Latin letters, and the addresses that are made of them."""

import pytest

from community.models import Community
from portal.core.hangul import address_of, latin
from tests.cast import Person, make_company


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("대구 섬유 클러스터", "daegu-seomyu-keulleoseuteo"),
        ("한빛실크(주)", "hanbitsilkeuju"),
        ("Daegu 섬유 2026", "daegu-seomyu-2026"),
        ("종로", "jongro"),
        ("Hanbit Bearings", "hanbit-bearings"),
        ("山田製作所", ""),
        ("", ""),
    ],
)
def test_a_name_gives_an_address_that_can_be_read(name: str, address: str) -> None:
    assert address_of(name) == address


def test_what_is_no_hangul_stays_as_it_is() -> None:
    assert latin("Ça va? ㄱ 漢字") == "Ça va? ㄱ 漢字"


@pytest.mark.django_db
def test_what_has_a_korean_name_gets_an_address_that_can_be_read(steward: Person) -> None:
    company = make_company("한빛실크")
    assert company.slug == "hanbitsilkeu"
    assert make_company("한빛실크").slug != company.slug
    form = {"name": "대구 섬유 모임", "kind": "cluster", "visibility": "public", "summary": "함께"}
    for address in ("daegu-seomyu-moim", "daegu-seomyu-moim-2"):
        assert steward.client.post("/my/communities/new/", form).headers["Location"] == f"/communities/{address}/"
        Community.objects.filter(slug=address).update(name=f"{address} 옛 이름")
