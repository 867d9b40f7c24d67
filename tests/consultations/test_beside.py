"""Files, replies, reactions, pins, mentions and cards: by form and script, heard on the socket, kept in the chain."""

import hashlib
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from consultations.models import ChainEntry, Message, MessageFile, Pin, Reaction, Room
from consultations.transcripts.export import findings, transcript_of
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.consultations.conftest import in_thread, new_id, say
from tests.offers.conftest import make_offer
from tests.processes import at_once
from tests.trade.deals import make_rfq, quote

pytestmark = pytest.mark.django_db(transaction=True)
Kind = ChainEntry.Kind
SCRIPT = {"accept": "application/json"}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(name: str = "prices.pdf", body: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def photo(name: str = "photo.png") -> SimpleUploadedFile:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "sekret place"
    Image.new("RGB", (900, 600), (20, 90, 60)).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


def send(person: Person, room: Room, **data: Any) -> Any:
    script = data.pop("script", True)
    headers = SCRIPT if script else None
    return person.client.post(f"/consultations/{room.ref}/messages/", {"client_id": new_id(), **data}, headers=headers)


def mark(person: Person, message: Message, **data: str) -> Any:
    return person.client.post(message.get_absolute_url() + "marks/", data, headers=SCRIPT)


def stored_files() -> list[str]:
    folder = settings.PRIVATE_ROOT / "consultations" / "files"
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


# -- files --------------------------------------------------------------------------------------------------------


def test_files_stand_in_the_talk_and_are_given_to_the_room_alone(
    room: Room, buyer: Person, seller: Person, viewer: Person, stranger: Person
) -> None:
    before = stored_files()
    answer = send(buyer, room, body="", papers=[pdf(), photo()])
    files = answer.json()["message"]["files"]
    assert [(one["kind"], one["name"]) for one in files] == [("pdf", "prices.pdf"), ("picture", "photo.jpg")]
    for person in (seller, viewer):
        page = person.client.get(room.get_absolute_url()).text
        assert "prices.pdf" in page and f"{files[1]['ref']}/small.jpg" in page
    paper, picture = (f"{room.get_absolute_url()}files/{one['ref']}/" for one in files)
    given = seller.client.get(paper)
    content = b"".join(given.streaming_content)
    assert content == PDF and given["Content-Disposition"].startswith("attachment")
    assert "sandbox" in given["Content-Security-Policy"] and given["X-Content-Type-Options"] == "nosniff"
    image = b"".join(viewer.client.get(picture).streaming_content)
    assert image.startswith(b"\xff\xd8") and b"sekret" not in image
    assert Image.open(BytesIO(b"".join(seller.client.get(picture + "small.jpg").streaming_content))).width == 480
    for address in (paper, picture, picture + "small.jpg"):
        assert stranger.client.get(address).status_code == 404
    assert seller.client.get(paper + "small.jpg").status_code == 404
    proofs = room.chain.get(kind=Kind.POSTED).details["files"]
    assert [one["sha256"] for one in proofs] == [hashlib.sha256(one).hexdigest() for one in (content, image)]
    message = room.messages.get()
    message.erase(by=buyer.actor)
    assert seller.client.get(paper).status_code == 404 and stored_files() == before
    assert not list(findings(transcript_of(room)))


def test_hostile_files_are_refused_by_name_and_nothing_is_kept(room: Room, buyer: Person) -> None:
    before = stored_files()
    hostile = [
        SimpleUploadedFile("virus.pdf", b"MZ\x90\x00" + b"\x00" * 64),
        SimpleUploadedFile("page.png", b"<html><script>alert(1)</script></html>"),
        SimpleUploadedFile("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        pdf("acts.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>")),
        pdf("cut.pdf", PDF[:30]),
        pdf("heavy.pdf", PDF + b" " * (10 * 1024 * 1024) + b"%%EOF"),
        SimpleUploadedFile("empty.png", b""),
    ]
    for file in hostile:
        answer = send(buyer, room, body="See this", papers=[file, pdf()])
        assert answer.status_code == 422 and (file.name in answer.json()["message"] or not file.size), file.name
    assert send(buyer, room, body="x", papers=[pdf() for _ in range(6)]).status_code == 422
    page = send(buyer, room, body="My words stay", papers=[hostile[1]], script=False)
    assert page.status_code == 422 and "My words stay" in page.text and "page.png" in page.text
    assert not room.messages.exists() and not MessageFile.objects.exists() and stored_files() == before


def test_files_sent_again_or_in_vain_leave_nothing_behind(room: Room, buyer: Person, viewer: Person) -> None:
    before, client_id = stored_files(), new_id()
    for _time in range(2):
        assert send(buyer, room, papers=[pdf()], client_id=client_id).json()["message"]["number"] == 1
    assert len(stored_files()) == len(before) + 1 and MessageFile.objects.count() == 1
    assert send(viewer, room, papers=[pdf()]).status_code == 403
    assert send(buyer, room, papers=[pdf()], reply_to="7").status_code == 422
    assert len(stored_files()) == len(before) + 1 and room.messages.count() == 1


# -- replies ------------------------------------------------------------------------------------------------------


async def test_a_reply_quotes_and_tells_when_the_quoted_is_gone(
    room: Room, buyer: Person, seller: Person, enter: Any
) -> None:
    his, hers = await enter(buyer), await enter(seller)
    first = await in_thread(say)(room, seller, "500 pieces at USD 4")
    await his.tell("message.send", client_id=new_id(), body="Agreed", reply_to=1)
    heard = (await hers.next("message.posted"))["message"]
    heard = heard if heard["number"] == 2 else (await hers.next("message.posted"))["message"]
    assert heard["reply_to"]["body"] == "500 pieces at USD 4" and heard["reply_to"]["number"] == 1
    await in_thread(lambda: first.erase(by=seller.actor))()
    page = (await in_thread(buyer.client.get)(room.get_absolute_url())).text
    assert "USD 4" not in page and page.count("Removed by") >= 2
    for wrong, code in ((9, "refused"), ("x", "malformed"), (-1, "malformed")):
        await his.tell("message.send", client_id=new_id(), body="Agreed", reply_to=wrong)
        assert (await his.next("error"))["code"] == code
    page = (await in_thread(buyer.client.get)(f"{room.get_absolute_url()}?reply_to=2")).text
    assert 'name="reply_to" value="2"' in page
    assert await in_thread(lambda: room.chain.get(message_number=2).details)() == {"reply_to": 1}


# -- reactions and pins -------------------------------------------------------------------------------------------


async def test_a_reaction_is_heard_with_who_and_taken_back(
    room: Room, buyer: Person, seller: Person, enter: Any
) -> None:
    hers = await enter(seller)
    message = await in_thread(say)(room, seller, "By March?")
    for _time in range(2):
        told = (await in_thread(mark)(buyer, message, on="agreed")).json()["message"]
    assert told["reactions"] == [{"kind": "agreed", "who": ["Buyer, Nordwerk Handel"], "is_mine": True}]
    heard = (await hers.next("message.changed"))["message"]
    assert heard["reactions"][0]["is_mine"] is False and heard["change"] == 1
    await in_thread(mark)(buyer, message, off="agreed")
    heard = (await hers.next("message.changed"))["message"]
    assert "reactions" not in heard and heard["change"] == 2
    kinds = await in_thread(lambda: list(room.chain.values_list("kind", flat=True)))()
    assert kinds[2:] == [Kind.REACTED, Kind.UNREACTED]


def test_a_decision_is_pinned_and_not_edited_under_its_pin(
    room: Room, buyer: Person, seller: Person, viewer: Person, stranger: Person
) -> None:
    message = say(room, seller, "USD 4.10, 500 pieces")
    assert mark(viewer, message, on="pin").status_code == 403 and not Pin._default_manager.exists()
    assert mark(viewer, message, on="agreed").status_code == 403 and not Reaction._default_manager.exists()
    assert mark(stranger, message, on="pin").status_code == 404
    assert mark(buyer, message, on="nonsense").status_code == 409
    told = mark(buyer, message, on="pin").json()["message"]
    assert told["pinned"]["who"] == "Buyer, Nordwerk Handel"
    assert "Pinned by Buyer" in viewer.client.get(room.get_absolute_url()).text
    edited = seller.client.post(message.get_absolute_url() + "edit/", {"body": "USD 5"})
    assert edited.status_code == 422 and Message.objects.get().body == "USD 4.10, 500 pieces"
    assert mark(seller, message, off="pin").status_code == 200 and not Pin._default_manager.exists()
    kinds = list(room.chain.values_list("kind", flat=True))
    assert kinds[2:] == [Kind.PINNED, Kind.UNPINNED] and not list(findings(transcript_of(room)))


def test_the_same_click_of_many_tabs_counts_once(room: Room, buyer: Person, seller: Person) -> None:
    message, actor = say(room, seller, "Agreed?"), buyer.actor
    at_once(6, lambda _n: Message.objects.get(pk=message.pk).react("agreed", True, by=actor))
    assert Reaction._default_manager.count() == 1 and Room.objects.get(pk=room.pk).last_change == 1
    at_once(6, lambda _n: Message.objects.get(pk=message.pk).set_pinned(True, by=actor))
    assert Pin._default_manager.count() == 1 and Room.objects.get(pk=room.pk).last_change == 2


# -- mentions -----------------------------------------------------------------------------------------------------


def test_who_is_named_is_told_once_by_a_kind_of_its_own(
    room: Room, buyer: Person, seller: Person, colleague: Person, stranger: Person
) -> None:
    make_person("other.buyer@nordwerk.example", buyer.company, name="Silent Sam")
    say(room, buyer, "Hello")
    message = say(
        room, seller, f"@{buyer.user.name} @{colleague.user.name} @Silent Sam @{stranger.user.name}: see below"
    )
    assert {one.user_id for one in message.mentions.all()} == {buyer.user.pk, colleague.user.pk}
    message.edit(message.body + " please", by=seller.actor)
    deliver_all()
    told = Notification.objects.filter(kind="message.mentioned")
    assert {one.user_id for one in told} == {buyer.user.pk, colleague.user.pk} and told.count() == 2
    posted = Notification.objects.filter(kind="message.posted", user=colleague.user, path__contains=room.ref)
    assert not any("#m2" in one.path for one in posted)
    page = colleague.client.get(room.get_absolute_url()).text
    assert "said--calls" in page and f"@{colleague.user.name}</b>" in page
    message.edit("Nobody any more", by=seller.actor)
    assert not message.mentions.exists()


# -- cards --------------------------------------------------------------------------------------------------------


def test_an_address_of_ours_becomes_a_card_of_what_the_reader_may_see(
    room: Room, product: Any, buyer: Person, seller: Person
) -> None:
    address = settings.SITE_URL + product.get_absolute_url()
    told = send(seller, room, body=f"See {address}, and https://evil.example{product.get_absolute_url()}").json()
    assert told["message"]["cards"] == 1
    message = room.messages.get()
    card = buyer.client.get(message.get_absolute_url() + "cards/").text
    assert product.title in card and "4.20" in card
    assert product.title in buyer.client.get(room.get_absolute_url()).text
    product.price_tiers.update(amount="5.55")
    assert "5.55" in buyer.client.get(message.get_absolute_url() + "cards/").text
    type(product).objects.filter(pk=product.pk).update(state="draft")
    gone = buyer.client.get(message.get_absolute_url() + "cards/").text
    assert product.title not in gone and "5.55" not in gone and "not shown" in gone


def test_nobody_shows_what_they_do_not_see(room: Room, product: Any, buyer: Person, seller: Person) -> None:
    type(product).objects.filter(pk=product.pk).update(state="draft")
    told = send(buyer, room, body=settings.SITE_URL + product.get_absolute_url()).json()
    assert "cards" not in told["message"] and not room.messages.get().cards.exists()


def test_what_to_show_is_chosen_on_a_page(room: Room, product: Any, seller: Person, viewer: Person) -> None:
    page = seller.client.get(f"/consultations/{room.ref}/cards/?q=bearing").text
    assert product.title in page
    offer = make_offer(seller)
    page = seller.client.get(f"/consultations/{room.ref}/cards/").text
    assert offer.title in page and offer.ref in page
    assert "Nothing found" in seller.client.get(f"/consultations/{room.ref}/cards/?q=zzz").text
    assert viewer.client.get(f"/consultations/{room.ref}/cards/").status_code == 403
    page = seller.client.get(f"{room.get_absolute_url()}?show={product.get_absolute_url()}").text
    assert settings.SITE_URL + product.get_absolute_url() in page
    page = seller.client.get(f"{room.get_absolute_url()}?show=//evil.example/").text
    assert "evil.example" not in page.partition("<textarea")[2].partition("</textarea>")[0]


def test_a_quotation_is_answered_from_its_card_by_who_may(
    room: Room, buyer: Person, seller: Person, viewer: Person
) -> None:
    quotation = quote(seller, make_rfq(buyer))
    message = say(room, seller, "Here it is")
    message.edit("Here", by=seller.actor, cards=[("quotation", quotation.ref), ("quotation", "Q-nothing")])
    address = message.get_absolute_url() + "cards/"
    card = buyer.client.get(address).text
    assert "2,200.00" in card and f"/rfqs/{quotation.rfq.ref}/comparison/" in card
    assert f"/quotations/{quotation.ref}/edit/" in card and f"/quotations/{quotation.ref}/decline/" in card
    assert card.count("not shown to your company") == 1
    for_looking = viewer.client.get(address).text
    assert "2,200.00" in for_looking and "/edit/" not in for_looking and "<form" not in for_looking
    quotation.withdraw(by=seller.actor)
    assert f"/quotations/{quotation.ref}/decline/" not in buyer.client.get(address).text
