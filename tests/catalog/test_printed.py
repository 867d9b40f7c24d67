"""Catalogues as PDF: who may make them, that each is made once, and that nothing anybody wrote stops the press."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from catalog.models import PrintedCatalogue, Product, ProductPicture, ProductText
from catalog.printed import content, fonts, work
from catalog.printed.selection import Selection
from companies.models import Company
from portal.core import relay
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person, make_product
from tests.processes import at_once
from tests.queries import queries_of
from tests.shared import shared

LIST = "/my/products/catalogues/"
WISH = {"language": "en", "shows_prices": "on"}


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    with override("en"):
        yield
    for pk in list(work.PRESSES):
        work.drop(pk)


def asked(person: Person, chosen: Selection | None = None, language: str = "en", **wish: Any) -> PrintedCatalogue:
    return PrintedCatalogue.request(person.actor, chosen or Selection(), language, **wish)[0]


def printed(person: Person, chosen: Selection | None = None, **wish: Any) -> PrintedCatalogue:
    catalogue = asked(person, chosen, **wish)
    relay.deliver_all()
    catalogue.refresh_from_db()
    assert catalogue.state == "done", catalogue.problem
    return catalogue


def read(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def laid_out(catalogue: PrintedCatalogue) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the template gets, without setting it."""
    content.begin(catalogue)
    content.add(catalogue, 0)
    folder = catalogue.folder
    return json.loads((folder / "data.json").read_text()), json.loads((folder / "sheets-0.json").read_text())


@pytest.mark.django_db
def test_one_click_makes_a_pdf_with_a_sheet_for_each_product(seller: Person, product: Product) -> None:
    make_product(product.company, "A-2", "Second bearing", state="draft")
    answer = seller.client.post(LIST, WISH)
    catalogue = PrintedCatalogue.objects.get()
    assert answer["Location"] == catalogue.get_absolute_url()
    waiting = seller.client.get(catalogue.get_absolute_url()).content.decode()
    assert "Waiting for its turn" in waiting and 'hx-trigger="every 1s"' in waiting
    relay.deliver_all()
    catalogue.refresh_from_db()
    assert (catalogue.state, catalogue.products, catalogue.problem) == ("done", 1, "")
    assert catalogue.pages >= 5 and catalogue.size > 10_000 and not catalogue.folder.exists()
    page = seller.client.get(catalogue.get_absolute_url()).content.decode()
    assert "Kept until" in page and "Download" in page
    file = seller.client.get(reverse("catalog:printed_file", args=[catalogue.ref]))
    assert read(file).startswith(b"%PDF-1.7") and "attachment" in file["Content-Disposition"]
    assert "Ready" in seller.client.get(LIST).content.decode()
    assert Event.objects.filter(kind="catalogue.finished").count() == 1


@pytest.mark.django_db
def test_the_pages_have_the_facts_in_the_house_order(seller: Person, product: Product) -> None:
    product.revise(
        seller.actor,
        {"hs_code": "848210", "origin": "KR", "incoterm": "FOB", "incoterm_place": "Busan", "lead_time_days": 21},
    )
    front, (sheet,) = laid_out(asked(seller))
    assert sheet["ladders"] == [{"currency": "USD", "rows": [["from 1 piece", "USD\u00a04.20"]]}]
    assert (sheet["moq"], sheet["lead"], sheet["delivery"]) == ("1 piece", "21 days", "FOB Busan")
    assert ["HS code", "8482.10"] in sheet["codes"] and ["Origin", "South Korea"] in sheet["codes"]
    assert sheet["url"].endswith(product.get_absolute_url()) and front["company"]["code"]
    assert front["terms"][0][0] == "Prices"
    hidden, (bare,) = laid_out(asked(seller, shows_prices=False))
    assert bare["ladders"] == [] and "4.20" not in json.dumps([hidden, bare])


@pytest.mark.django_db
def test_the_same_content_is_printed_once_and_anew_after_a_change(seller: Person, product: Product) -> None:
    first = printed(seller)
    assert PrintedCatalogue.request(seller.actor, Selection(), "en") == (first, False)
    seller.client.post(reverse("catalog:printed_again", args=[first.ref]))
    assert PrintedCatalogue.objects.count() == 1
    product.reprice(seller.actor, amount="3.95", moq=product.moq)
    assert asked(seller) != first
    first.file.storage.delete(first.file.name)
    assert PrintedCatalogue.objects.count() == 2


@pytest.mark.django_db
def test_others_see_nothing_of_it_and_a_viewer_makes_nothing(
    seller: Person, viewer: Person, stranger: Person, newcomer: Person, product: Product
) -> None:
    catalogue = printed(seller)
    addresses = [catalogue.get_absolute_url(), reverse("catalog:printed_file", args=[catalogue.ref])]
    assert [stranger.client.get(url).status_code for url in addresses] == [404, 404]
    assert stranger.client.post(f"{addresses[0]}again/").status_code == 404
    assert Client().get(LIST).status_code == newcomer.client.get(LIST).status_code == 302
    assert [viewer.client.get(url).status_code for url in addresses] == [200, 200]
    assert viewer.client.post(LIST, WISH).status_code == 403
    assert viewer.client.post(f"{addresses[0]}again/").status_code == 403
    assert "Make the catalogue" not in viewer.client.get(LIST).content.decode()
    with pytest.raises(PermissionDenied):
        asked(viewer)
    assert PrintedCatalogue.objects.count() == 1


@pytest.mark.django_db
def test_ticked_and_filtered_products_and_nothing_to_print(seller: Person, product: Product) -> None:
    other = make_product(product.company, "B-1", "Brass bushing")
    foreign = make_product(make_company("Other"), "Z-1", "Foreign thing")
    answer = seller.client.post("/my/products/bulk/", {"action": "print", "ref": [other.ref, foreign.ref]})
    assert answer["Location"] == f"{LIST}?ref={other.ref}&ref={foreign.ref}"
    page = seller.client.get(answer["Location"]).content.decode()
    assert "2 chosen products" in page and "1 published product" in page
    seller.client.post(LIST, {**WISH, "ref": [other.ref, foreign.ref]})
    _front, sheets = laid_out(PrintedCatalogue.objects.latest("pk"))
    assert [one["title"] for one in sheets] == ["Brass bushing"]
    seller.client.post(LIST, {**WISH, "q": "steel"})
    assert PrintedCatalogue.objects.latest("pk").products == 1
    answer = seller.client.post(LIST, {**WISH, "q": "nothing like it"}, follow=True)
    assert "None of these products is published" in answer.content.decode()
    assert seller.client.post(LIST, {"language": "tlh", "q": "steel"}).status_code == 422
    assert PrintedCatalogue.objects.count() == 2


# -- the public address ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_public_catalogue_is_made_on_demand_and_anew_when_stale(seller: Person, product: Product) -> None:
    url = f"/companies/{product.company.slug}/catalogue.pdf"
    answer = Client().get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf") and read(answer)[:5] == b"%PDF-"
    etag = answer["ETag"]
    assert Client().get(url, headers={"If-None-Match": etag}).status_code == 304
    product.reprice(seller.actor, amount="3.95", moq=product.moq)
    changed = Client().get(url, headers={"If-None-Match": etag})
    assert changed.status_code == 200 and changed["ETag"] != etag
    product.pause(seller.actor)
    gone = Client().get(url)
    assert gone.status_code == 404 and "has not published any product" in gone.content.decode()
    assert Client().get("/companies/nobody/catalogue.pdf").status_code == 404
    assert Client().post(url).status_code == 405


@pytest.mark.django_db
def test_a_long_one_is_left_to_the_relay_and_the_earlier_one_given_meanwhile(
    seller: Person, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"/companies/{product.company.slug}/catalogue.pdf"
    monkeypatch.setattr(work, "AT_ONCE", 0)
    waiting = Client().get(url)
    assert waiting.status_code == 202 and waiting["Refresh"] == "3" and "being made" in waiting.content.decode()
    relay.deliver_all()
    first = Client().get(url)
    assert first.status_code == 200
    product.reprice(seller.actor, amount="3.95", moq=product.moq)
    assert Client().get(url)["ETag"] == first["ETag"]
    relay.deliver_all()
    assert Client().get(url)["ETag"] != first["ETag"]


@pytest.mark.django_db
def test_the_booth_leads_to_it_and_a_suspended_company_has_none(product: Product) -> None:
    booth = product.company.get_absolute_url()
    assert f"{booth}catalogue.pdf" in Client().get(booth).content.decode()
    Company.objects.filter(pk=product.company.pk).update(is_active=False)
    assert Client().get(f"{booth}catalogue.pdf").status_code == 404


@pytest.mark.django_db
@pytest.mark.needs("korean_font")
def test_in_korean(seller: Person, product: Product) -> None:
    ProductText.objects.create(product=product, language="ko", title="깊은 홈 볼 베어링 6204")
    _front, (sheet,) = laid_out(asked(seller, language="ko"))
    assert sheet["title"] == "깊은 홈 볼 베어링 6204" and "□" not in json.dumps(sheet, ensure_ascii=False)
    answer = Client().get(f"/ko/companies/{product.company.slug}/catalogue.pdf")
    assert answer.status_code == 200 and "-ko-" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_without_a_korean_font_the_english_one_is_offered(
    seller: Person, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = fonts.Shelf(("Libertinus Serif",), (), fonts.ALWAYS, "")
    for module in ("models", "forms", "views", "content", "fonts"):
        monkeypatch.setattr(f"catalog.printed.{module}.shelf", lambda: bare)
    answer = Client().get(f"/ko/companies/{product.company.slug}/catalogue.pdf")
    assert answer.status_code == 404 and f"/companies/{product.company.slug}/catalogue.pdf" in answer.content.decode()
    assert seller.client.post(LIST, {**WISH, "language": "ko"}).status_code == 422
    with pytest.raises(Refused):
        asked(seller, language="ko")
    assert "here there is none" in seller.client.get(LIST).content.decode()


# -- what people write, and what breaks -----------------------------------------------------------------------------

MARKUP = '#panic("x") *bold* _it_ $x^2$ #import "a.typ" `raw` <label> @ref \\ // /* = Heading #eval("1")'


@pytest.mark.django_db
def test_no_text_is_markup_and_none_stops_the_press(seller: Person, product: Product) -> None:
    """Every text stands in a specification, and one of each twenty in the title and the description as well."""
    naughty = json.loads(shared("hostile/blns.json").read_text())
    texts = [MARKUP, "x" * 300, "\u202eevil", "한" * 200, *(text for text in naughty if text.strip())]
    groups = list(batched(texts, 20))
    for number, group in enumerate(groups):
        attributes = [{"name": text[:80], "value": text[:500]} for text in group]
        hostile = make_product(product.company, f"H-{number}", "x", attributes=attributes)
        title, description = group[0][:300].replace("\x00", ""), " ".join(group)[:5000].replace("\x00", "")
        hostile.texts.update(title=title, description=description)
    Company.objects.filter(pk=product.company.pk).update(name=MARKUP[:120], local_name="\ue000\ufdd0😀")
    product.company.texts.create(language="en", tagline=MARKUP, about="\n\n".join(naughty)[:8000])
    catalogue = printed(seller)
    assert catalogue.products == len(groups) + 1 and catalogue.pages > len(groups) / 4
    _front, sheets = laid_out(catalogue)
    assert any(one["title"].replace("\u200b", "") == MARKUP for one in sheets)


def batched(texts: list[str], size: int) -> Iterator[list[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


@pytest.mark.django_db
def test_a_damaged_missing_or_monstrous_picture_is_left_out(seller: Person, product: Product) -> None:
    good = ProductPicture.make(product, Image.new("RGB", (600, 450), "navy"), 0)
    for number, data in enumerate((b"no picture", good.thumbnail.read()[:300], b""), start=1):
        broken = ProductPicture(product=product, position=number, width=1, height=1)
        broken.thumbnail.save(f"b{number}.jpg", ContentFile(data), save=False)
        copy = ProductPicture.make(product, Image.new("RGB", (40, 30)), number)
        ProductPicture.objects.filter(pk=copy.pk).update(thumbnail=broken.thumbnail.name)
    bomb = shared("hostile/decompression_bomb.gif").read_bytes()
    product.company.logo.save("bomb.png", ContentFile(bomb))
    product.company.cover.save("dos.png", ContentFile(shared("hostile/png_decompression_dos.png").read_bytes()))
    front, (sheet,) = laid_out(asked(seller))
    assert sheet["pictures"] == [f"pictures/p{good.pk}.jpg"] and front["company"]["logo"] == ""
    assert printed(seller).state == "done"


@pytest.mark.django_db
def test_a_relay_that_dies_half_way_loses_nothing(
    seller: Person, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "BATCH", 2)
    for number in range(5):
        make_product(product.company, f"N-{number}", f"Bearing {number}")
    catalogue = asked(seller)
    for _turn in range(2):
        relay.deliver(1)
    catalogue.refresh_from_db()
    assert 0 < catalogue.position < catalogue.products and catalogue.state == "running"
    catalogue.clear()  # the next relay is on another machine
    relay.deliver_all()
    catalogue.refresh_from_db()
    assert (catalogue.state, catalogue.position, catalogue.products) == ("done", 6, 6)


@pytest.mark.django_db
def test_a_failure_says_why_and_it_can_be_made_again(
    seller: Person, product: Product, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text('#panic("no")')
    with monkeypatch.context() as patched:
        patched.setattr(content, "TEMPLATE", broken)
        catalogue = asked(seller)
        relay.deliver_all()
    catalogue.refresh_from_db()
    assert catalogue.state == "failed" and "while the pages were set" in catalogue.problem
    page = seller.client.get(catalogue.get_absolute_url()).content.decode()
    assert catalogue.problem in page and "Make again" in page
    seller.client.post(reverse("catalog:printed_again", args=[catalogue.ref]))
    relay.deliver_all()
    assert PrintedCatalogue.objects.latest("pk").state == "done"


@pytest.mark.django_db
def test_products_withdrawn_while_it_is_made_are_not_in_it(seller: Person, product: Product) -> None:
    other = make_product(product.company, "B-1", "Brass bushing")
    catalogue = asked(seller)
    other.pause(seller.actor)
    relay.deliver_all()
    catalogue.refresh_from_db()
    assert catalogue.state == "done" and not catalogue.is_active


@pytest.mark.django_db
def test_files_are_kept_for_thirty_days(seller: Person, product: Product) -> None:
    catalogue = printed(seller)
    path = Path(catalogue.file.path)
    work.tidy_up()
    assert path.exists()
    PrintedCatalogue.objects.update(finished_at=timezone.now() - timedelta(days=31))
    work.tidy_up()
    catalogue.refresh_from_db()
    assert (catalogue.state, catalogue.file.name) == ("gone", "")
    assert seller.client.get(reverse("catalog:printed_file", args=[catalogue.ref])).status_code == 404
    assert "no longer kept" in seller.client.get(catalogue.get_absolute_url()).content.decode()
    assert asked(seller) != catalogue
    stuck = PrintedCatalogue.objects.latest("pk")
    PrintedCatalogue.objects.update(touched_at=timezone.now() - timedelta(hours=1))
    work.tidy_up()
    stuck.refresh_from_db()
    assert stuck.state == "failed"


@pytest.mark.django_db
def test_the_list_filters_and_its_queries_do_not_grow(seller: Person, product: Product) -> None:
    for number in range(3):
        asked(seller, Selection(q="steel"), shows_prices=bool(number))
    few = queries_of(seller.client, LIST)
    for number in range(12):
        product.reprice(seller.actor, amount=str(5 + number), moq=product.moq)
        asked(seller)
    assert queries_of(seller.client, LIST) == few
    assert "None of your catalogues fits" in seller.client.get(f"{LIST}?state=gone").content.decode()
    assert re.search("Waiting", seller.client.get(f"{LIST}?state=waiting&language=en&page=99").content.decode())


@pytest.mark.django_db(transaction=True)
def test_twelve_clicks_at_once_make_one_catalogue(seller: Person, product: Product) -> None:
    results = at_once(12, lambda _number: asked(seller).pk)
    assert len(set(results)) == 1, results
    assert PrintedCatalogue.objects.count() == Event.objects.filter(kind="catalogue.requested").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_lay_out_the_same_products_one_goes_on(seller: Person, product: Product) -> None:
    catalogue = asked(seller)

    def go_on(_number: int) -> None:
        PrintedCatalogue.objects.get(pk=catalogue.pk).advance(0, 1)

    results = at_once(4, go_on)
    assert [type(one) for one in results if one is not None] == [WrongState] * 3


def test_signs_without_a_glyph_are_replaced_and_long_words_can_break() -> None:
    assert fonts.printable("a\u202eb\U00013000") in {"ab□", "ab?"}
    assert fonts.printable("x" * 60).replace("\u200b", "") == "x" * 60 and "\u200b" in fonts.printable("x" * 60)
    assert fonts.printable("USD\u00a04.20") == "USD\u00a04.20"
    assert fonts.printable("abc", 2) == "a…"
    known = fonts.shelf()
    assert ord("A") in known.signs and known.families


@pytest.mark.django_db
def test_colleagues_of_the_same_company_share_them(seller: Person, colleague: Person, product: Product) -> None:
    catalogue = printed(seller)
    assert catalogue.ref in colleague.client.get(LIST).content.decode()
    buyer = make_person("someone@else.example", make_company("Buyer", "buyer", "DE"))
    assert catalogue.ref not in buyer.client.get(LIST).content.decode()
