"""Good practices through the front door: the firm's consent, results, what is related, the library's filters."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.images.models import Image

from cms.models import CaseConsent, CaseFigure, CaseIndexPage, CasePage, CaseTopic
from companies.models import Company
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_company, make_product
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def make_case(title: str = "A comb maker ships to Chile", language: str = "en", **fields: Any) -> CasePage:
    related = {name: fields.pop(name, []) for name in ("figures", "related_products", "related_companies", "topics")}
    index = CaseIndexPage.objects.get(locale__language_code=language)
    page = CasePage(title=title, summary="Small firm, far market", body=[], locale=index.locale, **fields)
    for name, rows in related.items():
        if rows:
            setattr(page, name, rows)
    index.add_child(instance=page)
    return page


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


# -- consent


def test_a_company_is_named_only_after_its_consent(visitor: Client, supplier: Company, moderator: Person) -> None:
    case = make_case(company=supplier, slug="combs")
    other = make_case("연필 회사", "ko", company=supplier, slug="combs", translation_key=case.translation_key)
    for url in ("/cases/combs/", "/cases/", "/ko/cases/combs/", f"/companies/{supplier.slug}/", "/cases/?q=Hanbit"):
        page = read(visitor, url)
        assert "A comb maker" not in page if url.endswith(("bit", f"{supplier.slug}/")) else "Hanbit" not in page
    CaseConsent.give(case, moderator.actor, "Kim, owner")
    assert supplier.get_absolute_url() in read(visitor, "/cases/combs/")
    assert "A comb maker" in read(visitor, "/cases/?q=Hanbit")
    assert "A comb maker" in read(visitor, f"/companies/{supplier.slug}/")
    assert "Hanbit" in read(visitor, "/ko/cases/combs/")
    assert other.title in read(visitor, f"/ko/companies/{supplier.slug}/")


def test_a_consent_is_of_one_firm_only(visitor: Client, supplier: Company, moderator: Person) -> None:
    case = make_case(company=supplier, slug="combs")
    CaseConsent.give(case, moderator.actor, "Kim, owner")
    CasePage.objects.filter(pk=case.pk).update(company=make_company("Other Works"))
    assert "Other Works" not in read(visitor, "/cases/combs/")
    assert "Other Works" not in read(visitor, "/cases/")


def test_the_company_takes_its_consent_back(visitor: Client, seller: Person, stranger: Person, viewer: Person) -> None:
    case = make_case(company=seller.company, slug="combs")
    consent = CaseConsent.give(case, seller.actor, "Kim, owner")
    url = f"/my/case-consents/{consent.ref}/withdrawal/"
    assert visitor.post(url).status_code == 302
    assert stranger.client.post(url).status_code == 404
    assert viewer.client.post(url).status_code == 403
    assert "Hanbit" in read(visitor, "/cases/combs/")
    assert "Kim, owner" in read(seller.client, "/my/cases/")
    assert "Take the consent back" not in read(viewer.client, "/my/cases/")
    for _twice in range(2):
        seller.client.post(url)
    assert "Hanbit" not in read(visitor, "/cases/combs/")
    assert Event.objects.filter(kind="case_consent.withdrawn").count() == 1
    assert Event.objects.about(case).filter(kind="page.published").count() == 2  # the search looks anew, both times


def test_a_firm_outside_of_the_market_is_named_like_that_too(visitor: Client, moderator: Person) -> None:
    case = make_case(company_name="Alpaca & Co", slug="alpaca")
    assert "Alpaca" not in read(visitor, "/cases/alpaca/") + read(visitor, "/cases/?q=Alpaca").split("<h2", 1)[1][:200]
    CaseConsent.give(case, moderator.actor, "Ana", date(2026, 3, 1))
    assert "Alpaca &amp; Co" in read(visitor, "/cases/alpaca/")
    with pytest.raises(Refused):
        CaseConsent.give(make_case("Nobody", slug="nobody"), moderator.actor, "Ana")


def test_an_example_says_so_and_is_no_company_of_the_market(visitor: Client, supplier: Company) -> None:
    make_case(company_name="Invented Ltd", is_example=True, slug="invented")
    page = read(visitor, "/cases/invented/")
    assert "Invented Ltd" in page and "the firm is invented" in page
    with pytest.raises(ValidationError, match="not an invented one"):
        make_case("Both", company=supplier, is_example=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CasePage.objects.filter(slug="invented").update(company=supplier)


# -- results


@pytest.mark.parametrize(
    ("before", "after", "unit", "good", "words", "verdict"),
    [
        ("14", "1", "a year", "less", "−93 %", "better"),
        ("50", "75", "orders", "more", "+50 %", "better"),
        ("50", "40", "orders", "more", "−20 %", "worse"),
        ("12", "16", "%", "more", "+4 points", "better"),
        ("0", "3", "countries", "more", "", ""),
        (None, "3", "countries", "more", "", ""),
        ("5", "5", "days", "less", "±0 %", ""),
        ("5", "6", "days", "neither", "+20 %", ""),
    ],
)
def test_the_change_is_reckoned(before: str | None, after: str, unit: str, good: str, words: str, verdict: str) -> None:
    figure = CaseFigure(before=before and Decimal(before), after=Decimal(after), unit=unit, good=good)
    assert (figure.change_words, figure.verdict) == (words, verdict)


def test_a_page_shows_results_lessons_and_quarters(visitor: Client) -> None:
    figure = CaseFigure(label="Complaints", before=14, after=1, unit="a year", good="less")
    swot = {"strengths": ["Own mould"], "weaknesses": [], "opportunities": [], "threats": ["One buyer"]}
    make_case(
        slug="full",
        figures=[figure],
        problem="<p>No buyer abroad</p>",
        solution="<p>Wrote to <b>ten</b></p>",
        quotes=[("quote", {"text": "We slept badly.", "who": "Lee", "job": "Owner"})],
        lessons=[("lesson", "Answer on the same day <script>")],
        swot=[("swot", swot)],
    )
    page = read(visitor, "/cases/full/")
    for words in ("−93 %", "better", "14 a year", "No buyer abroad", "We slept badly.", "Lee, Owner", "Own mould"):
        assert words in page
    assert "same day &lt;script&gt;" in page
    assert "Weaknesses</h3>" not in page and "Threats</h3>" in page


# -- what is related


def test_what_left_the_market_is_left_out_and_the_editor_told(visitor: Client, supplier: Company) -> None:
    kept, hidden, deleted = (make_product(supplier, sku=f"S-{n}", title=f"Good thing {n}") for n in range(3))
    friend = make_company("Friendly Freight")
    gone = make_company("Closed Corner")
    rows = CasePage._meta.get_field("related_products").related_model
    firms = CasePage._meta.get_field("related_companies").related_model
    case = make_case(
        slug="related",
        related_products=[rows(product=one) for one in (kept, hidden, deleted)],
        related_companies=[firms(company=one) for one in (friend, gone)],
    )
    type(hidden).objects.filter(pk=hidden.pk).update(state="draft")
    type(deleted).everything.filter(pk=deleted.pk).delete()
    Company.objects.filter(pk=gone.pk).update(is_active=False)
    page = read(visitor, "/cases/related/")
    assert "Good thing 0" in page and "Friendly Freight" in page
    assert not any(words in page for words in ("Good thing 1", "Good thing 2", "Closed Corner"))
    told = " ".join(words for _tone, words in CasePage.objects.get(pk=case.pk).editor_notices())
    assert all(words in told for words in ("Good thing 1", "Good thing 2", "Closed Corner"))
    assert "Friendly" not in told


def test_a_suspended_company_loses_the_link_not_the_story(visitor: Client, supplier: Company, seller: Person) -> None:
    case = make_case(company=supplier, slug="combs")
    CaseConsent.give(case, seller.actor, "Kim")
    Company.objects.filter(pk=supplier.pk).update(is_active=False)
    page = read(visitor, "/cases/combs/")
    assert "Hanbit" in page and supplier.get_absolute_url() not in page


def test_a_picture_deleted_from_the_library_is_left_out(visitor: Client) -> None:
    image = make_image()
    block = {"image": {"image": image.pk, "alt_text": "A comb", "decorative": False}, "caption": "", "credit": "Ana"}
    case = make_case(slug="pictured", pictures=[{"type": "picture", "value": block}])
    assert "Picture: Ana" in read(visitor, "/cases/pictured/")
    image.delete()
    assert "Picture: Ana" not in read(visitor, "/cases/pictured/")
    assert "deleted from the library" in str(list(CasePage.objects.get(pk=case.pk).editor_notices()))


def make_image() -> Image:
    from django.core.files.images import ImageFile
    from PIL import Image as Pixels

    file = io.BytesIO()
    Pixels.new("RGB", (64, 48), "#1F3A5F").save(file, "PNG")
    return Image.objects.create(title="Comb", file=ImageFile(file, name="comb.png"), width=64, height=48)


def test_others_of_the_same_sector_are_offered_in_the_pages_language(visitor: Client) -> None:
    make_case(sector="machinery", slug="one")
    make_case("Near it", sector="machinery")
    make_case("가까운 것", "ko", sector="machinery")
    make_case("Far from it", sector="minerals")
    page = read(visitor, "/cases/one/")
    assert "Near it" in page and "가까운 것" not in page and "Far from it" not in page


# -- the library


@pytest.fixture
def library() -> list[CasePage]:
    """Machinery KR 1-9 2024 quality; machinery VN 10-49 2025; minerals KR 1-9 2025 quality and payment."""
    quality, payment = (CaseTopic.objects.get(slug=slug) for slug in ("quality", "payment"))
    return [
        make_case("Bolts", sector="machinery", country="KR", size="1-9", year=2024, topics=[quality]),
        make_case("Nuts", sector="machinery", country="VN", size="10-49", year=2025),
        make_case("Sand", sector="minerals", country="KR", size="1-9", year=2025, topics=[quality, payment]),
    ]


def counts(client: Client, query: str) -> dict[str, dict[str, int]]:
    groups = client.get(f"/cases/?{query}").context["groups"]
    return {group.name: {one.value: one.count for one in group.values} for group in groups}


def test_each_filter_is_counted_without_itself(visitor: Client, library: list[CasePage]) -> None:
    found = counts(visitor, "sector=machinery")
    assert found["sector"] == {"machinery": 2, "minerals": 1}
    assert found["country"] == {"KR": 1, "VN": 1}
    assert "topic" not in found  # one value narrows nothing
    found = counts(visitor, "topic=quality&year=2025")
    assert found["topic"] == {"quality": 1, "payment": 1}
    assert found["year"] == {"2025": 1, "2024": 1}


def test_values_of_one_filter_add_up_and_two_filters_narrow(visitor: Client, library: list[CasePage]) -> None:
    def titles(query: str) -> set[str]:
        return {one.title for one in visitor.get(f"/cases/?{query}").context["articles"]}

    assert titles("country=KR&country=VN") == {"Bolts", "Nuts", "Sand"}
    assert titles("country=KR&sector=minerals") == {"Sand"}
    assert titles("topic=quality&topic=payment") == {"Bolts", "Sand"}
    assert titles("size=10-49") == {"Nuts"}
    assert titles("q=quality") == {"Bolts", "Sand"}
    assert titles("q=far+market&year=2024") == {"Bolts"}


def test_chips_lead_out_again_and_an_empty_list_says_so(visitor: Client, library: list[CasePage]) -> None:
    answer = visitor.get("/cases/?q=nothing&sector=minerals&sort=title")
    assert "No good practice fits" in answer.content.decode()
    assert [url for _title, _label, url in answer.context["chips"]] == [
        "?sector=minerals&sort=title",
        "?q=nothing&sort=title",
    ]
    assert [one.title for one in visitor.get("/cases/?sort=title").context["articles"]] == ["Bolts", "Nuts", "Sand"]


@pytest.mark.parametrize(
    "query",
    ["year=%00", "year=9" * 20, "sector=<script>alert(1)</script>", "topic='%3B--", "size=²", "year=²²²²", "page=-7"],
)
def test_nonsense_in_the_address_shows_everything(visitor: Client, library: list[CasePage], query: str) -> None:
    answer = visitor.get(f"/cases/?{query}")
    assert answer.status_code == 200
    assert len(answer.context["articles"]) == 3
    assert "<script>alert" not in answer.content.decode()


def test_htmx_gets_the_part_that_changes(visitor: Client, library: list[CasePage]) -> None:
    answer = visitor.get("/cases/?sector=minerals", headers={"HX-Request": "true"})
    words = answer.content.decode()
    assert "Sand" in words and "<html" not in words and "Bolts" not in words
    assert "HX-Request" in answer.headers["Vary"]


def test_the_library_asks_as_much_for_many_as_for_few(visitor: Client, library: list[CasePage], seller: Person) -> None:
    few = queries_of(visitor, "/cases/")
    for number in range(6):
        case = make_case(f"More {number}", company=seller.company, sector="others", country="DE", year=2020)
        CaseConsent.give(case, seller.actor, "Kim")
    assert queries_of(visitor, "/cases/") <= few


def test_drafts_are_nowhere(visitor: Client, seller: Person) -> None:
    case = make_case("Not yet", slug="not-yet", live=False, company=seller.company)
    CaseConsent.give(case, seller.actor, "Kim")
    urls = ("/cases/", "/cases/feed.atom", f"/companies/{seller.company.slug}/", "/")
    assert not any("Not yet" in read(visitor, url) for url in urls)
    assert visitor.get("/cases/not-yet/").status_code == 404
    assert visitor.get("/cases/not-yet/case.pdf").status_code == 404
