"""What an offer carries, how it ends and comes back, and what staff have to look at first."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from catalog.models import Product, ProductPicture
from companies.models import Company
from notifications.models import Notification
from offers import limits
from offers.handlers import remind_of_ends
from offers.models import Inquiry, Offer, OfferDocument, OfferPicture, OfferViews
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from search.engines.base import Engine
from search.sync import rebuild
from tests.cast import Person, make_company, make_person
from tests.offers.conftest import make_inquiry, make_offer, offer_data

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<< /Title (Test report) >>\nendobj\ntrailer << /Info 1 0 R >>\n%%EOF\n"


def photo(name: str = "IMG_1.jpg", maker: str = "") -> SimpleUploadedFile:
    out, image = io.BytesIO(), Image.new("RGB", (64, 48), (120, 40, 30))
    exif = Image.Exif()
    exif[0x010F] = maker or "Camera"
    image.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def paper(name: str = "report.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


@pytest.fixture
def reviewer(moderator: Person) -> Person:
    moderator.user.user_permissions.add(Permission.objects.get(codename="review_listing"))
    return moderator


# -- files ---------------------------------------------------------------------------------


def test_pictures_and_documents_come_with_the_form_and_are_given_out(seller: Person, visitor: Client) -> None:
    files = {"pictures": [photo("hanbit-1.jpg", "Hanbit"), photo()], "documents": paper(), "picture_alt": "A box"}
    seller.client.post("/my/offers/new/", offer_data(then="publish", **files))
    offer = Offer.objects.get()
    assert [one.alt for one in offer.pictures.all()] == ["A box", "A box"] and offer.state == "open"
    page = visitor.get(offer.get_absolute_url()).content.decode()
    first, document = offer.pictures.all()[0], offer.documents.get()
    assert first.image.url in page and document.url in page and document.title == "report"
    for url in (first.thumbnail.url, first.image.url, first.image_webp.url):
        answer = visitor.get(url)
        data = b"".join(answer.streaming_content)
        assert answer.status_code == 200 and b"Hanbit" not in data and "hanbit" not in str(answer.headers).lower()
    answer = visitor.get(document.url)
    assert answer.status_code == 200 and answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    listed = visitor.get(f"/api/v1/offers/{offer.ref}/").json()
    assert listed["pictures"][0]["url"] == first.image.url and listed["documents"][0]["title"] == "report"
    offer.revise(seller.actor, visibility="members")
    assert visitor.get(first.image.url).status_code == visitor.get(document.url).status_code == 404


def test_a_wrong_field_or_file_loses_no_good_file(seller: Person) -> None:
    sent = {"pictures": [photo(), SimpleUploadedFile("x.jpg", b"no picture")], "documents": paper()}
    page = seller.client.post("/my/offers/new/", offer_data(then="publish", **sent)).content.decode()
    assert "x.jpg" in page and not Offer.objects.exists()
    held = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("held_picture", "held_document")}
    again = offer_data(then="publish", **held, held_alt="Kept", held_title="Kept paper")
    seller.client.post("/my/offers/new/", again)
    offer = Offer.objects.get()
    assert (offer.pictures.get().alt, offer.documents.get().title) == ("Kept", "Kept paper")
    forged = offer_data(title="Other", held_picture="../../etc/passwd", held_alt="x")
    seller.client.post("/my/offers/new/", forged)
    assert not Offer.objects.get(title="Other").pictures.exists()


def test_files_are_changed_and_taken_away_and_never_too_many(seller: Person) -> None:
    seller.client.post("/my/offers/new/", offer_data(pictures=[photo() for _n in range(6)], documents=paper()))
    offer = Offer.objects.get()
    first, document = offer.pictures.all()[0], offer.documents.get()
    too_many = seller.client.post(f"/my/offers/{offer.ref}/", offer_data(pictures=photo())).content.decode()
    assert "up to six pictures" in too_many and offer.pictures.count() == 6
    more = {f"alt-{first.ref}": "In the shelf", "remove": [document.ref, offer.pictures.all()[1].ref]}
    seller.client.post(f"/my/offers/{offer.ref}/", offer_data(**more))
    assert offer.pictures.count() == 5 and not offer.documents.exists()
    first.refresh_from_db()
    assert first.alt == "In the shelf"


@pytest.mark.parametrize("data", [b"MZ not a pdf", PDF.replace(b"/Title", b"/JavaScript /Title")])
def test_what_is_no_harmless_pdf_is_refused(seller: Person, data: bytes) -> None:
    page = seller.client.post("/my/offers/new/", offer_data(documents=paper("evil.pdf", data))).content.decode()
    assert "evil.pdf" in page and not Offer.objects.exists()


def test_one_click_from_a_product_gives_what_can_be_published(seller: Person, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(moq=50, hs_code="848210")
    ProductPicture.make(product, Image.new("RGB", (64, 48), (9, 9, 9)), 1, "Ring")
    row = seller.client.get("/my/products/").content.decode()
    address = f"/my/offers/new/?product={product.ref}&amp;side=sell"
    assert address in row and address in seller.client.get(product.get_absolute_url()).content.decode()
    form = seller.client.get(address.replace("&amp;", "&")).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    data = {name: str(value) for name, value in typed.items() if value not in (None, "", False)}
    seller.client.post("/my/offers/new/", {**data, "then": "publish"})
    offer = Offer.objects.get()
    assert (offer.state, offer.product, offer.quantity, offer.hs_code) == ("open", product, 50, "848210")
    assert offer.pictures.get().alt == "Ring" and offer.pictures.get().from_product


def test_a_customs_code_is_checked_on_page_and_in_the_api(seller: Person) -> None:
    page = seller.client.post("/my/offers/new/", offer_data(hs_code="9999.99")).content.decode()
    assert "The Harmonized System has no heading 9999" in page and not Offer.objects.exists()
    page = seller.client.post("/my/offers/new/", offer_data(hs_code="hexagon bolts of stainless steel, bolts")).content
    assert b"By these words it may be: 7318" in page and not Offer.objects.exists()
    seller.client.post("/my/offers/new/", offer_data(hs_code="8482.10"))
    assert Offer.objects.get().hs_code == "848210"


def test_a_buyer_states_a_target_price(buyer: Person, visitor: Client) -> None:
    offer = make_offer(buyer, side="buy", title="Bearings wanted")
    assert "Target price" in visitor.get(offer.get_absolute_url()).content.decode()
    assert "Target price" in visitor.get("/offers/").content.decode()
    assert b"Target price" in visitor.get("/offers/feed.rss").content


# -- without a name ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "From HANBIT-BEARINGS with love",
        "Ask for h a n b i t b e a r i n g s",
        "Write to sales@mill.example",
        "See https://mill.example/x",
        "Call +82 2 555 0101",
    ],
)
def test_words_that_reach_the_company_are_refused_everywhere(seller: Person, text: str) -> None:
    page = seller.client.post("/my/offers/new/", offer_data(then="publish", is_anonymous="on", text=text))
    assert page.status_code == 200 and not Offer.objects.exists()
    with pytest.raises(Refused):
        make_offer(seller, is_anonymous=True, text=text)
    assert not Offer.objects.filter(state="open").exists()


@pytest.mark.parametrize(
    "data",
    [
        PDF.replace(b"Test report", b"Hanbit Bearings price list"),
        PDF.replace(b"(Test report)", b"<FEFF" + "Hanbit Bearings".encode("utf-16-be").hex().encode() + b">"),
    ],
)
def test_a_document_that_names_the_company_is_refused_without_a_name_only(seller: Person, data: bytes) -> None:
    sent = offer_data(then="publish", is_anonymous="on", documents=paper("list.pdf", data))
    page = seller.client.post("/my/offers/new/", sent).content.decode()
    assert "names your company" in page and not Offer.objects.exists()
    seller.client.post("/my/offers/new/", offer_data(then="publish", documents=paper("list.pdf", data)))
    assert Offer.objects.get().documents.exists()


def test_the_products_picture_shows_an_unnamed_offer_to_its_own_people_alone(
    seller: Person, visitor: Client, product: Product
) -> None:
    ProductPicture.make(product, Image.new("RGB", (64, 48), (9, 9, 9)), 1, "Ring")
    data = offer_data(then="publish", is_anonymous="on", product=product.ref, with_pictures="on", pictures=photo())
    seller.client.post("/my/offers/new/", data)
    offer = Offer.objects.get()
    shared, own = offer.pictures.get(from_product=True), offer.pictures.get(from_product=False)
    page = visitor.get(offer.get_absolute_url()).content.decode()
    assert own.image.url in page and shared.image.url not in page
    assert visitor.get(shared.image.url).status_code == 404 and visitor.get(own.image.url).status_code == 200
    assert seller.client.get(shared.image.url).status_code == 200
    assert len(visitor.get(f"/api/v1/offers/{offer.ref}/").json()["pictures"]) == 1


def test_neither_tier_nor_certificate_nor_rank_tells_of_an_unnamed_company(
    embedded: Engine,
    seller: Person,
    visitor: Client,
) -> None:
    Company.objects.filter(pk=seller.company.pk).update(tier=2)
    make_offer(seller, title="Round parts", is_anonymous=True)
    assert visitor.get("/offers/?tier=2").context["page"].paginator.count == 0
    facets = {facet.name: facet for facet in visitor.get("/offers/").context["board"].facets}
    assert "tier" not in facets
    assert visitor.get("/api/v1/offers/?tier=2").json()["count"] == 0
    rebuild()
    assert visitor.get("/api/v1/search/?kind=offer&tier=2").json()["total"] == 0
    tiers = visitor.get("/api/v1/search/?kind=offer").json()["facets"]["tier"]
    assert [one["value"] for one in tiers if one["count"]] in ([], ["0"])
    from search.fallback import from_database
    from search.query import Query

    asked = Query.parse("", filters={"kind": ("offer",), "tier": ("2",)})
    assert from_database(asked, Person(seller.user, None, visitor).actor.__class__()).total == 0


def test_a_name_that_was_known_cannot_be_taken_back(seller: Person) -> None:
    offer = make_offer(seller)
    with pytest.raises(Refused):
        offer.revise(seller.actor, is_anonymous=True)
    offer.refresh_from_db()
    assert not offer.is_anonymous


# -- its end, and coming back ---------------------------------------------------------------------------------


def test_a_filled_offer_stays_to_be_read_and_comes_back_as_a_draft(
    seller: Person, visitor: Client, stranger: Person
) -> None:
    offer = make_offer(seller, text="From stock")
    OfferPicture.make(offer, Image.new("RGB", (8, 8)), 1, "Box")
    assert stranger.client.post(f"/my/offers/{offer.ref}/fulfilment/").status_code == 404
    seller.client.post(f"/my/offers/{offer.ref}/fulfilment/")
    page = visitor.get(offer.get_absolute_url()).content.decode()
    assert "This is sold" in page and "Send inquiry" not in page
    assert offer.title not in visitor.get("/offers/").content.decode()
    seller.client.post(f"/my/offers/{offer.ref}/copy/")
    seller.client.post(f"/my/offers/{offer.ref}/copy/")
    copy = Offer.objects.get(state="draft")
    assert (copy.title, copy.text, copy.copy_of) == (offer.title, "From stock", offer)
    assert copy.pictures.get().small_jpeg.name != offer.pictures.get().small_jpeg.name
    copy.publish(seller.actor)


def test_withdrawing_can_be_undone_by_a_copy(seller: Person) -> None:
    offer = make_offer(seller)
    seller.client.post(f"/my/offers/{offer.ref}/withdrawal/")
    assert "Copy as a new draft" in seller.client.get(offer.get_absolute_url()).content.decode()
    answer = seller.client.post(f"/my/offers/{offer.ref}/copy/")
    assert answer["Location"].endswith(f"/my/offers/{Offer.objects.get(state='draft').ref}/")


def test_three_days_before_its_end_a_company_is_told_once_and_renews_with_one_click(seller: Person) -> None:
    offer = make_offer(seller, valid_until=timezone.localdate() + timedelta(days=3))
    make_offer(seller, title="Later", valid_until=timezone.localdate() + timedelta(days=9))
    for _round in range(2):
        remind_of_ends()
        deliver_all()
    note = Notification.objects.get(user=seller.user)
    assert (note.kind, note.path) == ("offer.ending", f"/my/offers/{offer.ref}/renewal/")
    assert offer.title in mail.outbox[0].subject + mail.outbox[0].body
    assert "Renew" in seller.client.get(note.path).content.decode()
    seller.client.post(note.path)
    offer.refresh_from_db()
    assert offer.days_left == 30


def test_own_offers_are_found_with_looks_and_inquiries(seller: Person, buyer: Person, visitor: Client) -> None:
    offer = make_offer(seller, title="Cotton rolls")
    make_offer(seller, title="Steel pipes")
    for client in (visitor, buyer.client, seller.client):
        client.get(offer.get_absolute_url())
    make_inquiry(buyer, seller, offer=offer)
    page = seller.client.get("/my/offers/?q=cotton")
    (row,) = page.context["page"]
    assert (row.title, row.looks.number, row.asked) == ("Cotton rolls", 2, 1)
    assert "None of your offers fits" in seller.client.get("/my/offers/?q=gold").content.decode()
    assert Inquiry.objects.count() == 1 and OfferViews.objects.count() == 1


def test_a_share_a_day_and_no_twins(seller: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    make_offer(seller, title="One")
    answer = seller.client.post("/my/offers/new/", offer_data(then="publish"))
    assert answer.status_code == 302
    again = seller.client.post("/my/offers/new/", offer_data(then="publish")).content.decode()
    assert "The same offer is on the board already" in again and Offer.objects.count() == 2
    monkeypatch.setattr(limits, "MOST_A_DAY", {0: 2, 1: 9, 2: 9, 3: 9})
    page = seller.client.post("/my/offers/new/", offer_data(then="publish", title="Three")).content.decode()
    assert "2 offers within 24 hours" in page and "higher verification" in page and Offer.objects.count() == 2


# -- what staff look at ---------------------------------------------------------------------------------


def test_prohibited_goods_wait_for_staff(seller: Person, visitor: Client, reviewer: Person, clerk: Person) -> None:
    seller.client.post("/my/offers/new/", offer_data(then="publish", title="Elephant ivory carvings"))
    offer = Offer.objects.get()
    assert offer.state == "in_review" and visitor.get(offer.get_absolute_url()).status_code == 404
    assert "Elephant" not in visitor.get("/offers/").content.decode()
    assert "ivory" in seller.client.get(offer.get_absolute_url()).content.decode()
    for client, status in ((visitor, 404), (seller.client, 404), (clerk.client, 403)):
        assert client.post(f"/desk/offers/{offer.ref}/approval/").status_code == status
    offer.refresh_from_db()
    assert offer.state == "in_review"
    assert "Elephant" in reviewer.client.get("/desk/offers/").content.decode()
    assert "Offers to look at" in reviewer.client.get("/desk/").content.decode()
    reviewer.client.post(f"/desk/offers/{offer.ref}/approval/")
    assert visitor.get(offer.get_absolute_url()).status_code == 200
    deliver_all()
    assert Notification.objects.filter(user=seller.user, kind="offer.approved").exists()
    offer.refresh_from_db()
    offer.revise(seller.actor, text="More words")
    assert offer.state == "open", "what was found in order is not asked about again"
    offer.revise(seller.actor, text="And a machine gun")
    assert offer.state == "in_review"


def test_a_rejection_says_why_and_an_open_offer_can_be_taken_off(
    seller: Person, visitor: Client, reviewer: Person
) -> None:
    offer = make_offer(seller)
    reviewer.client.post(f"/desk/offers/{offer.ref}/rejection/", {"words": "  "})
    offer.refresh_from_db()
    assert offer.state == "open"
    reviewer.client.post(f"/desk/offers/{offer.ref}/rejection/", {"words": "These are not yours to sell."})
    assert visitor.get(offer.get_absolute_url()).status_code == 404
    assert "not yours to sell" in seller.client.get(offer.get_absolute_url()).content.decode()
    deliver_all()
    assert Notification.objects.get(user=seller.user).kind == "offer.rejected"


def test_staff_do_not_judge_offers_of_their_own_firm(seller: Person) -> None:
    insider = make_person("insider@programme.example", seller.company, "owner", is_staff=True)
    insider.user.user_permissions.add(Permission.objects.get(codename="review_listing"))
    offer = make_offer(seller, publish=False, title="Ivory carvings")
    offer.publish(seller.actor)
    assert insider.client.post(f"/desk/offers/{offer.ref}/approval/").status_code == 404
    offer.refresh_from_db()
    assert offer.state == "in_review"


def test_documents_of_others_are_unknown(seller: Person, stranger: Person) -> None:
    offer = make_offer(seller, publish=False)
    OfferDocument.objects.create(offer=offer, title="Plan", file=paper(), size=9)
    url = offer.documents.get().url
    assert stranger.client.get(url).status_code == 404 and seller.client.get(url).status_code == 200
    other = make_offer(stranger, title="Other")
    assert stranger.client.get(url.replace(offer.ref, other.ref)).status_code == 404


def test_merging_moves_those_an_offer_is_for(seller: Person, buyer: Person) -> None:
    from offers.merges import readers

    lost = make_company("Nordwerk old", "buyer", "DE")
    both = make_offer(seller, title="Both", visibility="named", readers=[buyer.company, lost])
    one = make_offer(seller, title="One", visibility="named", readers=[lost])
    list(readers(buyer.company, lost))
    for offer in (both, one):
        assert [reader.company for reader in offer.readers.all()] == [buyer.company]
