"""The written record of an inquiry: words, files, contact details, notes, closing and reopening."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from catalog.models import Product
from companies.models import Company
from offers.models import CannedReply, Inquiry, InquiryContact, InquiryFile, InquiryNote
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from portal.demo.datasheet import datasheet
from tests.cast import Person, make_person
from tests.offers.conftest import inquiry_data, make_inquiry
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def pdf(name: str = "offer.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, datasheet("Quote", "", "Terms", []), "application/pdf")


def picture(name: str = "photo.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def text(who: Person, inquiry: Inquiry) -> str:
    return who.client.get(inquiry.get_absolute_url()).content.decode()


def age(inquiry: Inquiry, **times: Any) -> None:
    Inquiry.objects.filter(pk=inquiry.pk).update(**times)
    inquiry.refresh_from_db()


def test_question_answer_question_answer(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    url = inquiry.get_absolute_url()
    seller.client.post(url, {"answer": "Three weeks.", "seen": "0"})
    buyer.client.post(url, {"words": "And for 5,000?", "seen": "1"})
    inquiry.refresh_from_db()
    assert inquiry.state == "asked" and inquiry.is_sent
    assert "Your turn" in text(seller, inquiry) and "Their turn" in text(buyer, inquiry)
    seller.client.post(url, {"answer": "Four weeks.", "seen": "2"})
    page = text(buyer, inquiry)
    places = [page.index(words) for words in ("Three weeks.", "And for 5,000?", "Four weeks.")]
    assert places == sorted(places) and "Answered: your turn" in page
    assert list(inquiry.messages.values_list("number", "side")) == [(1, "supplier"), (2, "buyer"), (3, "supplier")]
    assert Inquiry.objects.get().answer == "Three weeks."


def test_the_second_colleague_reads_the_first_answer_and_keeps_the_own_words(
    seller: Person, colleague: Person, inquiry: Inquiry
) -> None:
    url = inquiry.get_absolute_url()
    seller.client.post(url, {"answer": "Three weeks.", "seen": "0"})
    late = colleague.client.post(url, {"answer": "Two weeks, I think.", "seen": "0"})
    page = late.content.decode()
    assert late.status_code == 409 and "Three weeks." in page and "Two weeks, I think." in page
    assert "Somebody wrote here meanwhile" in page and inquiry.messages.count() == 1
    assert 'name="seen" value="1"' in page, "sent once more, it goes out after what was read"
    colleague.client.post(url, {"answer": "Two weeks, I think.", "seen": "1"})
    assert inquiry.messages.count() == 2
    inquiry.refresh_from_db()
    assert inquiry.state == "answered"


def test_the_same_words_clicked_twice_are_said_once(seller: Person, buyer: Person, inquiry: Inquiry) -> None:
    url = inquiry.get_absolute_url()
    for _click in range(2):
        assert seller.client.post(url, {"answer": "Three weeks.", "seen": "0"}).status_code == 302
    for _click in range(2):
        assert buyer.client.post(url, {"words": "Why?", "seen": "1"}).status_code == 302
    assert inquiry.messages.count() == 2


def test_ten_thousand_letters_are_refused_in_words_and_kept(seller: Person, inquiry: Inquiry) -> None:
    long = "가" * 10_000
    answer = seller.client.post(inquiry.get_absolute_url(), {"answer": long, "seen": "0"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "8000" in page and long in page
    assert not inquiry.messages.exists()


def test_words_after_the_close_come_back_to_be_kept(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    inquiry.close(buyer.actor, "elsewhere")
    late = seller.client.post(inquiry.get_absolute_url(), {"answer": "We can do 3.80", "seen": "0"})
    page = late.content.decode()
    assert late.status_code == 409 and "We can do 3.80" in page and "Bought elsewhere" in page


def test_files_reach_both_sides_and_nobody_else(
    buyer: Person, seller: Person, viewer: Person, stranger: Person, visitor: Client, inquiry: Inquiry
) -> None:
    url = inquiry.get_absolute_url()
    seller.client.post(url, {"answer": "See the papers.", "seen": "0", "papers": [pdf(), picture()]})
    files = {one.name: one for one in InquiryFile.objects.all()}
    assert sorted(files) == ["offer.pdf", "photo.png"] and {one.number for one in files.values()} == {1}
    for person in (buyer, seller, viewer):
        got = person.client.get(files["offer.pdf"].get_absolute_url())
        assert got.status_code == 200 and got["Content-Disposition"].startswith("attachment")
        assert "sandbox" in got["Content-Security-Policy"] and b"%PDF" in b"".join(got)
    assert buyer.client.get(files["photo.png"].get_absolute_url())["Content-Type"] == "image/jpeg"
    for file in files.values():
        assert stranger.client.get(file.get_absolute_url()).status_code == 404
        assert visitor.get(file.get_absolute_url()).status_code == 302
    other = make_inquiry(stranger, seller)
    wrong = f"{other.get_absolute_url()}files/{files['offer.pdf'].ref}/"
    assert stranger.client.get(wrong).status_code == 404, "a file is found below its own inquiry only"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (lambda: [pdf(f"{n}.pdf") for n in range(6)], "Up to 5 files"),
        (lambda: [SimpleUploadedFile("run.exe", b"MZ")], "neither a PDF nor a picture"),
        (lambda: [SimpleUploadedFile("cut.pdf", b"%PDF-1.4 half")], "cut off"),
    ],
)
def test_bad_files_stop_the_answer_and_keep_the_words(seller: Person, inquiry: Inquiry, files: Any, words: str) -> None:
    data = {"answer": "Kept words", "seen": "0", "papers": files()}
    answer = seller.client.post(inquiry.get_absolute_url(), data)
    page = answer.content.decode()
    assert words in page and "Kept words" in page
    assert not inquiry.messages.exists() and not InquiryFile.objects.exists()


def test_what_was_asked_about_stays_as_it_was(buyer: Person, seller: Person, product: Product) -> None:
    data = inquiry_data(quantity="500", unit="C62", delivery_country="DE", incoterm="CIF")
    buyer.client.post(f"/inquiries/new/product/{product.ref}/", data)
    inquiry, line = Inquiry.objects.get(), Inquiry.objects.get().lines.get()
    assert (line.amount, line.quantity, inquiry.delivery_country) == (Decimal("4.20"), 500, "DE")
    product.price_tiers.update(amount="9.99")
    Product.objects.filter(pk=product.pk).update(deleted_at=timezone.now())
    for person in (buyer, seller):
        page = text(person, inquiry)
        assert "Steel ball bearing 6204" in page and "4.20" in page and "9.99" not in page
        assert "CIF" in page and "Germany" in page


# -- contact details --------------------------------------------------------------------------------------------


def test_before_consent_only_company_and_role(buyer: Person, seller: Person, product: Product) -> None:
    buyer.client.post(f"/inquiries/new/product/{product.ref}/", inquiry_data())
    inquiry = Inquiry.objects.get()
    page = text(seller, inquiry)
    assert buyer.user.email not in page and f"· {buyer.user.name}" not in page
    assert "Nordwerk Handel" in page and "Owner" in page
    seller.client.post(inquiry.get_absolute_url(), {"answer": "Three weeks.", "seen": "0"})
    assert seller.user.email not in text(buyer, inquiry)
    deliver_all()
    from django.core import mail

    assert not any(buyer.user.email in one.body for one in mail.outbox if one.to == [seller.user.email])


def test_what_is_ticked_is_shown_once_seen_it_is_logged_and_taken_back_it_is_gone(
    buyer: Person, seller: Person, product: Product
) -> None:
    data = inquiry_data(share_email="on", phone="+49 40 123456")
    buyer.client.post(f"/inquiries/new/product/{product.ref}/", data)
    inquiry = Inquiry.objects.get()
    contact = InquiryContact.objects.get()
    assert (contact.name, contact.email, contact.phone) == ("", buyer.user.email, "+49 40 123456")
    assert contact.seen_at is None
    page = text(seller, inquiry)
    assert buyer.user.email in page and "+49 40 123456" in page and buyer.user.name not in page
    contact.refresh_from_db()
    assert contact.seen_at and Event.objects.filter(kind="inquiry.contact_seen").count() == 1
    buyer.client.post(f"{inquiry.get_absolute_url()}contact/", {"withdraw": "1"})
    assert buyer.user.email not in text(seller, inquiry)
    assert "seen on" in text(buyer, inquiry) and "taken back" in text(buyer, inquiry)
    kinds = set(Event.objects.about(inquiry).values_list("kind", flat=True))
    assert {"inquiry.contact_shared", "inquiry.contact_withdrawn"} <= kinds


def test_one_may_share_later_and_the_supplier_when_it_answers(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    buyer.client.post(f"{inquiry.get_absolute_url()}contact/", {"share_name": "on"})
    assert buyer.user.name in text(seller, inquiry)
    data = {"answer": "Three weeks.", "seen": "0", "share_email": "on"}
    seller.client.post(inquiry.get_absolute_url(), data)
    assert seller.user.email in text(buyer, inquiry)


def test_only_who_may_write_shares_and_only_the_person_takes_back(
    buyer: Person, viewer: Person, stranger: Person, inquiry: Inquiry
) -> None:
    url = f"{inquiry.get_absolute_url()}contact/"
    assert viewer.client.post(url, {"share_email": "on"}).status_code == 403
    assert stranger.client.post(url, {"share_email": "on"}).status_code == 404
    bad = buyer.client.post(url, {"phone": "call me"})
    assert bad.status_code == 422 and "no telephone number" in bad.content.decode()
    assert not InquiryContact.objects.exists()
    buyer.client.post(url, {"share_email": "on"})
    friend = make_person("friend@nordwerk.example", buyer.company, "buyer")
    assert friend.client.post(url, {"withdraw": "1"}).status_code == 404
    assert InquiryContact.objects.get().withdrawn_at is None


def test_an_unnamed_supplier_shares_nothing_before_it_answers(
    buyer: Person, seller: Person, anonymous_offer: Any
) -> None:
    inquiry = make_inquiry(buyer, seller, offer=anonymous_offer)
    answer = seller.client.post(f"{inquiry.get_absolute_url()}contact/", {"share_email": "on"})
    assert answer.status_code == 409 and not InquiryContact.objects.exists()


def test_contact_details_go_with_the_account(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    make_person("second@nordwerk.example", buyer.company)
    InquiryContact.share(inquiry, buyer.actor, email=buyer.user.email)
    buyer.user.delete_account()
    assert not InquiryContact.objects.exists()


# -- closing, reopening, reminding ------------------------------------------------------------------------------


def test_reopened_within_thirty_days_by_who_closed_it(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    url = inquiry.get_absolute_url()
    inquiry.reply("Three weeks.", seller.actor)
    buyer.client.post(f"{url}closure/", {"reason": "no_fit"})
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.closed_side, inquiry.closed_reason) == ("closed", "buyer", "no_fit")
    assert seller.client.post(f"{url}reopening/").status_code == 409
    assert buyer.client.post(f"{url}reopening/").status_code == 302
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.closed_at, inquiry.closed_reason) == ("answered", None, "")
    inquiry.close(buyer.actor)
    age(inquiry, closed_at=timezone.now() - timedelta(days=31))
    with pytest.raises(Refused, match="30 days"):
        inquiry.reopen(buyer.actor)


def test_reopened_it_is_whose_turn_it_was(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    inquiry.close(seller.actor, "cannot")
    inquiry.reopen(seller.actor)
    assert inquiry.state == "sent"
    inquiry.reply("Three weeks.", seller.actor)
    inquiry.ask_again("Really?", buyer.actor)
    inquiry.close(buyer.actor)
    inquiry.reopen(buyer.actor)
    assert inquiry.state == "asked"


def test_a_reminder_after_two_days_and_twice_at_most(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    url = f"{inquiry.get_absolute_url()}reminder/"
    assert buyer.client.post(url).status_code == 409, "too early"
    for days in (3, 6):
        past = timezone.now() - timedelta(days=3)
        age(inquiry, last_at=past - timedelta(days=days), reminded_at=past if days == 6 else None)
        assert buyer.client.post(url).status_code == 302
        inquiry.refresh_from_db()
    age(inquiry, reminded_at=timezone.now() - timedelta(days=9))
    assert buyer.client.post(url).status_code == 409, "twice is enough"
    assert seller.client.post(url).status_code in {403, 409}


# -- beside it --------------------------------------------------------------------------------------------------


def test_notes_stay_among_colleagues(
    seller: Person, colleague: Person, viewer: Person, buyer: Person, stranger: Person, inquiry: Inquiry
) -> None:
    url = f"{inquiry.get_absolute_url()}notes/"
    assert seller.client.post(url, {"body": "They pay late"}).status_code == 302
    assert "They pay late" in text(colleague, inquiry)
    assert "They pay late" not in text(buyer, inquiry)
    assert viewer.client.post(url, {"body": "Me too"}).status_code == 403
    assert stranger.client.post(url, {"body": "Me too"}).status_code == 404
    assert colleague.client.post(url, {"body": " "}).status_code == 422
    assert InquiryNote.objects.count() == 1


def test_prepared_words_are_put_in_after_what_was_typed_and_nothing_is_sent(
    seller: Person, buyer: Person, stranger: Person, inquiry: Inquiry
) -> None:
    reply = CannedReply.keep(
        seller.actor, language="en", title="Terms", body="Dear {company}, about {title}: 30 % down. {me}, {us} {what}"
    )
    data = {"answer": "Hello", "seen": "0", "canned": reply.ref, "insert": "1"}
    page = seller.client.post(inquiry.get_absolute_url(), data).content.decode()
    assert "Hello\n\nDear Nordwerk Handel, about Ball bearings: 30 % down." in page and "Hanbit Bearings {what}" in page
    assert not inquiry.messages.exists()
    foreign = CannedReply.keep(stranger.actor, language="en", title="Terms", body="Secret")
    assert seller.client.post(inquiry.get_absolute_url(), {**data, "canned": foreign.ref}).status_code == 404


def test_gone_between_form_and_sending_gives_the_words_back(
    buyer: Person, seller: Person, product: Product, supplier: Company
) -> None:
    Company.objects.filter(pk=supplier.pk).update(is_active=False)
    for kind, key in (("company", supplier.slug), ("product", product.ref)):
        answer = buyer.client.post(f"/inquiries/new/{kind}/{key}/", inquiry_data(question="My long words"))
        page = answer.content.decode()
        assert answer.status_code == 409 and "My long words" in page and "has left the market" in page, kind
    assert not Inquiry.objects.exists()


def test_the_page_asks_no_more_for_more_words(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    inquiry.reply("One", seller.actor)
    few = queries_of(buyer.client, inquiry.get_absolute_url())
    for number in range(8):
        inquiry.add(f"More {number}", seller.actor)
    assert queries_of(buyer.client, inquiry.get_absolute_url()) <= few + 1


def test_a_key_writes_no_note_and_shares_nobody(buyer: Person, inquiry: Inquiry) -> None:
    from companies.models import ApiToken

    token, _secret = ApiToken.issue(buyer.company, ["write"])
    with pytest.raises(Exception, match="note"):
        InquiryNote.write(inquiry, "x", token.actor)
    with pytest.raises(Exception, match="share"):
        InquiryContact.share(inquiry, token.actor, name="X")


def test_late_is_told_by_the_model_too(seller: Person, buyer: Person, inquiry: Inquiry) -> None:
    inquiry.reply("One", seller.actor, seen=0)
    with pytest.raises(WrongState):
        inquiry.ask_again("Two", buyer.actor, seen=0)
