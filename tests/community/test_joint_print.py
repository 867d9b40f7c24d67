"""The joint catalogue in print: whose products are in it, who may fetch it, and that nothing anybody wrote stops it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import ProductText
from catalog.printed.fonts import shelf
from community.joint import printed
from community.joint.models import JointListing
from community.models import Community, CommunityMember
from tests.cast import Person, make_company, make_product
from tests.queries import forget, queries_of

pytestmark = pytest.mark.django_db
HOSTILE = '#import "x" $x$ \\ */ #{ <script>alert(1)</script> \u202e 🙂'


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be set, without setting it: the data and the names of the files of each copy."""
    kept: list[Any] = []

    def press(template: Any, data: str, files: Any = None) -> bytes:
        kept.append((json.loads(data), sorted(files)))
        return b"%PDF"

    monkeypatch.setattr(printed, "set_pages", press)
    return kept


def address(community: Community) -> str:
    return f"{community.get_absolute_url()}catalogue.pdf"


def titles(sheet: Any) -> list[str]:
    return [item["title"] for firm in sheet[0]["firms"] for item in firm["products"]]


def test_a_real_pdf_with_members_and_their_products(public: Community, seller: Person, visitor: Client) -> None:
    make_product(seller.company, "A-1", "Deep groove bearing")
    public.summary = HOSTILE
    public.save()
    ProductText.objects.update(title=HOSTILE)
    answer = visitor.get(address(public))
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-1.7") and len(answer.content) > 5000
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"].startswith("private")
    assert "catalogue.pdf" in visitor.get(f"{public.get_absolute_url()}catalogue/").content.decode()


@pytest.mark.skipif(not shelf().has_korean, reason="needs a Korean font")
def test_a_korean_reader_gets_it_in_korean(
    public: Community, seller: Person, visitor: Client, sheets: list[Any]
) -> None:
    product = make_product(seller.company, "A-1", "Deep groove bearing")
    ProductText.objects.create(product=product, language="ko", title="깊은 홈 베어링")
    visitor.get(f"/ko{address(public)}")
    assert titles(sheets[0]) == ["깊은 홈 베어링"] and sheets[0][0]["language"] == "ko"
    assert sheets[0][0]["words"]["moq"] == "최소 주문 수량"


def test_it_has_what_the_catalogue_has_and_no_more(
    public: Community, seller: Person, steward: Person, stranger: Person, sheets: list[Any], visitor: Client
) -> None:
    shown = make_product(seller.company, "A-1", "Shown", price="4.20", lead_time_days=21)
    make_product(seller.company, "A-2", "Draft", state="draft")
    make_product(stranger.company, "A-3", "Of a stranger")
    looker = make_company("Looker")
    public.members.create(company=looker, state="active", role="observer", joined_at=timezone.now())
    make_product(looker, "A-4", "Of an observer")
    visitor.get(address(public))
    assert titles(sheets[-1]) == ["Shown"]
    (item,) = sheets[-1][0]["firms"][0]["products"]
    assert item["prices"] == ["from 1 piece USD\u00a04.20"] and item["lead"] == "21 days"
    assert item["url"].endswith(shown.get_absolute_url())


def test_it_is_set_once_and_anew_after_every_change(
    public: Community, seller: Person, sheets: list[Any], visitor: Client
) -> None:
    product = make_product(seller.company, "A-1", "Bearing")
    other = make_company("Second")
    row = public.members.create(company=other, state="active", joined_at=timezone.now())
    make_product(other, "B-1", "Ring")
    visitor.get(address(public)), visitor.get(address(public))
    assert len(sheets) == 1 and titles(sheets[0]) == ["Bearing", "Ring"]
    product.reprice(seller.actor, amount="3.95", moq=product.moq)
    visitor.get(address(public))
    assert len(sheets) == 2
    JointListing.objects.create(member=row, is_shown=False)
    visitor.get(address(public))
    assert titles(sheets[-1]) == ["Bearing"]
    CommunityMember.objects.filter(community=public, company=seller.company).update(state="removed")
    assert visitor.get(address(public)).status_code == 302, "nothing is left to print"
    assert len(sheets) == 3


def test_only_readers_fetch_it_and_a_removed_member_no_more(
    closed: Community, hidden: Community, seller: Person, stranger: Person, visitor: Client, sheets: list[Any]
) -> None:
    make_product(seller.company, "A-1", "Bearing")
    for community in (closed, hidden):
        for client in (stranger.client, visitor):
            assert client.get(address(community)).status_code == 404
        assert seller.client.get(address(community)).status_code == 200
        CommunityMember.objects.filter(community=community, company=seller.company).update(state="removed")
        assert seller.client.get(address(community)).status_code == 404
    assert len(sheets) == 2


def test_a_large_community_gives_each_member_its_share(
    public: Community, seller: Person, sheets: list[Any], visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "MOST", 6)
    other = make_company("Second")
    public.members.create(company=other, state="active", joined_at=timezone.now())
    for number in range(6):
        make_product(seller.company, f"A-{number}", f"Bearing {number}")
    make_product(other, "B-1", "Ring")
    visitor.get(address(public))
    assert titles(sheets[0]) == ["Bearing 0", "Bearing 1", "Bearing 2", "Ring"] and sheets[0][0]["is_cut"]


def test_the_press_may_fail_in_words(
    public: Community, seller: Person, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> bytes:
        raise RuntimeError("no press")

    monkeypatch.setattr(printed, "set_pages", broken)
    make_product(seller.company, "A-1", "Bearing")
    answer = visitor.get(address(public), follow=True)
    assert "could not be made just now" in answer.content.decode()


def test_queries_do_not_grow_with_products(
    public: Community, seller: Person, sheets: list[Any], visitor: Client
) -> None:
    counts = []
    for many in (2, 12):
        for number in range(many):
            make_product(seller.company, f"{many}-{number}", f"Bearing {many} {number}")
        counts.append(queries_of(visitor, address(public)))
    assert counts[1] <= counts[0]
