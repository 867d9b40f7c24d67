"""Papers and the desk through the front door: who gets in, what is refused, what is noted."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from companies.models import Claim, Company, DocumentVersion, NameFlag, Reminder
from companies.verification.clock import remind
from companies.verification.handlers import look_at_the_name
from companies.verification.names import likeness
from notifications.models import Notification
from portal.core.events import Event, record
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.companies.verification import NUMBER, applied, checked, hand_in, make_reviewer, pdf, picture, sent
from tests.queries import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


def upload(person: Person, data: bytes, name: str = "paper.png", kind: str = "bank_letter") -> int:
    fields = {"kind": kind, "file": sent(data, name)}
    return person.client.post("/my/verification/documents/documents/", fields).status_code


def test_a_firm_applies_on_its_page(seller: Person, colleague: Person) -> None:
    assert b"Begin with your registration number" in seller.client.get("/my/verification/").content
    assert upload(seller, picture(), kind="business_registration") == 302
    data = {"legal_name": "주식회사 한빛베어링", "value": NUMBER}
    assert seller.client.post("/my/verification/registration/", data).status_code == 302
    assert Claim.objects.get().state == "submitted"
    page = colleague.client.get("/my/verification/registration/").content.decode()
    assert "It is with us" in page and "paper.png" not in page and NUMBER not in page
    assert seller.client.post("/my/verification/registration/withdrawal/").status_code == 302
    assert Claim.objects.get().state == "withdrawn"


def test_a_wrong_form_keeps_what_was_typed(seller: Person) -> None:
    answer = seller.client.post("/my/verification/registration/", {"legal_name": "Hanbit", "value": "12-3"})
    assert answer.status_code == 422 and 'value="12-3"' in answer.content.decode()
    assert not Claim.objects.exists()


def test_lesser_roles_strangers_and_visitors_hand_in_nothing(
    seller: Person, colleague: Person, stranger: Person, visitor: object
) -> None:
    assert upload(colleague, picture()) == 403
    data = {"legal_name": "X", "value": NUMBER}
    assert colleague.client.post("/my/verification/registration/", data).status_code == 403
    assert stranger.client.post("/my/verification/registration/withdrawal/").status_code == 404
    assert visitor.get("/my/verification/").status_code == 302
    assert not DocumentVersion.objects.exists() and not Claim.objects.exists()


def test_another_firm_s_document_by_guessed_address_is_not_there(
    seller: Person, colleague: Person, stranger: Person, clerk: Person, supplier: Company, reviewer: Person
) -> None:
    version = hand_in(seller, "bank_letter")
    own, desk = f"/my/verification/files/{version.ref}/", f"/desk/verifications/documents/{version.ref}/"
    answer = seller.client.get(own)
    assert answer.status_code == 200 and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]
    insider = make_reviewer("insider@hanbit.example", supplier)
    for person in (colleague, stranger):
        assert person.client.get(own).status_code == 404
        assert person.client.get(desk).status_code == 404
        assert person.client.post(f"{own}removal/").status_code == 404
    assert clerk.client.get(desk).status_code == 403
    assert insider.client.get(desk).status_code == 404
    assert not Event.objects.filter(kind="document.seen").exists()
    assert reviewer.client.get(desk).status_code == 200
    seen = Event.objects.get(kind="document.seen")
    assert (seen.user, seen.payload["company"]) == (reviewer.user, supplier.pk)
    assert stranger.client.get(f"/media/{version.file.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("program.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> ")),
        ("hidden.pdf", pdf(b"/OpenAction << /S /J#61vaScript >> ")),
        ("starts.pdf", pdf(b"/AA << /O << /S /Launch >> >> ")),
        ("carries.pdf", pdf(b"/Names << /EmbeddedFiles 3 0 R >> ")),
        ("locked.pdf", pdf(b"/Encrypt 4 0 R ")),
        ("half.pdf", pdf()[:-20]),
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("lies.png", b"MZ\x90\x00" * 50),
        ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60),
        ("empty.pdf", b""),
    ],
)
def test_files_that_lie_or_act_are_refused_in_words(seller: Person, name: str, data: bytes) -> None:
    assert upload(seller, data, name) == 422
    assert not DocumentVersion.objects.exists()


def test_pictures_are_drawn_anew_and_pdf_files_kept(seller: Person) -> None:
    assert upload(seller, picture() + b"<script>", "a.png") == 302
    assert upload(seller, pdf(), "b.pdf", "signatory_id") == 302
    image, paper = DocumentVersion.objects.order_by("pk")
    assert (image.media_type, paper.media_type) == ("image/jpeg", "application/pdf")
    assert b"<script>" not in image.file.read() and paper.file.read() == pdf()
    answer = seller.client.get(f"/my/verification/files/{paper.ref}/")
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_desk_is_for_reviewers(seller: Person, clerk: Person, reviewer: Person) -> None:
    claim = applied(seller)
    for path in ("/desk/verifications/", f"/desk/verifications/{claim.ref}/", "/desk/verifications/look-alikes/"):
        assert seller.client.get(path).status_code == 404
        assert clerk.client.get(path).status_code == 403
        assert reviewer.client.get(path).status_code == 200
    for verb in ("assignment", "approval", "return", "revocation"):
        path = f"/desk/verifications/{claim.ref}/{verb}/"
        assert (seller.client.post(path).status_code, clerk.client.post(path).status_code) == (404, 403)
    assert Claim.objects.get().state == "submitted"


def test_two_reviewers_take_a_claim_to_its_badge(seller: Person, reviewer: Person, second: Person) -> None:
    checked(seller, "registration", reviewer, second)
    claim = applied(seller, "documents")
    place = f"/desk/verifications/{claim.ref}/"
    reviewer.client.post(f"{place}assignment/")
    assert Claim.objects.get(pk=claim.pk).assigned_to == reviewer.user
    data = {"method": "documents", "valid_until": localdate() + timedelta(days=100), "seen": "submitted"}
    assert reviewer.client.post(f"{place}approval/", data).status_code == 302
    assert reviewer.client.post(f"{place}approval/", {**data, "seen": ""}).status_code == 403
    assert second.client.post(f"{place}approval/", data).status_code == 409, "the page was out of date"
    assert "Approve as the second" in second.client.get(place).content.decode()
    assert second.client.post(f"{place}approval/", {**data, "seen": "first_approved"}).status_code == 302
    page = seller.client.get(f"/companies/{seller.company.slug}/").content.decode()
    assert "Documents read by two people" in page and "Programme Office" in page


def test_a_return_needs_its_reason(seller: Person, reviewer: Person) -> None:
    claim = applied(seller)
    place = f"/desk/verifications/{claim.ref}/return/"
    assert reviewer.client.post(place, {"reason": "other"}).status_code == 422
    assert reviewer.client.post(place, {"reason": "number", "words": "Not in the register."}).status_code == 302
    page = seller.client.get("/my/verification/registration/").content.decode()
    assert "Not in the register." in page


def test_the_queue_filters_pages_and_asks_no_more_for_more_rows(reviewer: Person) -> None:
    for number in range(3):
        firm = make_company(f"Firm of the north {number}", country="DE")
        applied(make_person(f"owner{number}@firm.example", firm))
    few = queries_of(reviewer.client, "/desk/verifications/")
    for number in range(3, 9):
        applied(make_person(f"owner{number}@firm.example", make_company(f"Works {number}{number}", country="KR")))
    assert queries_of(reviewer.client, "/desk/verifications/") == few
    assert b"Works 44" not in reviewer.client.get("/desk/verifications/?country=DE").content
    nonsense = "/desk/verifications/?country=%00&state=x&tier=99&age=-1&whose=all&page=zz&q=%00"
    assert reviewer.client.get(nonsense).status_code == 200


def test_a_firms_page_leads_to_all_its_claims(
    reviewer: Person, second: Person, seller: Person, supplier: Company
) -> None:
    claim = checked(seller, "registration", reviewer, second)
    applied(make_person("owner@other.example", make_company("Other Works")))
    page = reviewer.client.get(f"/desk/companies/{supplier.slug}/").content.decode()
    link = f"/desk/verifications/?q={supplier.ref}&amp;state=all"
    assert f'href="{link}"' in page
    found = reviewer.client.get(link.replace("&amp;", "&")).content.decode()
    assert claim.ref in found and "Other Works" not in found


def test_the_look_alikes_ask_no_more_for_more_rows_and_lead_to_the_desks_page(
    reviewer: Person, supplier: Company
) -> None:
    def flag(number: int) -> Company:
        firm = make_company(f"Imitator {number}")
        NameFlag.objects.create(company=firm, other=supplier, likeness="name", score=92, seen=firm.name)
        return firm

    first = flag(0)
    page = "/desk/verifications/look-alikes/"
    assert f'href="/desk/companies/{first.slug}/"' in reviewer.client.get(page).content.decode()
    few = queries_of(reviewer.client, page)
    for number in range(1, 12):
        flag(number)
    assert queries_of(reviewer.client, page) == few


def test_people_hear_of_it_in_their_own_language(seller: Person, colleague: Person, reviewer: Person) -> None:
    seller.user.language = "ko"
    seller.user.save(update_fields=["language"])
    applied(seller).give_back(reviewer.actor, "name", "See the register.")
    deliver_all()
    told = Notification.objects.get(kind="claim.returned")
    assert told.user == seller.user and told.data["company"] == "Hanbit Bearings"
    assert told.path == "/my/verification/registration/"


def test_reminders_go_once_each(seller: Person, reviewer: Person, second: Person) -> None:
    claim = checked(seller, "registration", reviewer, second)
    hand_in(seller, "bank_letter", valid_until=localdate() + timedelta(days=25))
    for days in (80, 60, 45, 30, 30, 6, 6, 0):
        Claim.objects.filter(pk=claim.pk).update(valid_until=localdate() + timedelta(days=days))
        Reminder.objects.filter(claim=claim).update(valid_until=localdate() + timedelta(days=days))
        remind()
        remind()
    said = list(Event.objects.filter(kind="claim.expiring").order_by("pk").values_list("payload__days", flat=True))
    assert said == [60, 30, 7]
    assert Event.objects.filter(kind="document.expiring").count() == 1
    deliver_all()
    assert Notification.objects.filter(kind="document.expiring", user=seller.user).count() == 1


@pytest.mark.parametrize(
    "name", ["Hanbit Bearings Co., Ltd.", "Наnbit Bеаrings", "Hanblt Bearings", "HANBIT  BEARING", "㈜Hanbit Bearings"]
)
def test_a_name_that_looks_like_a_checked_firm_s_waits_for_staff(
    seller: Person, reviewer: Person, second: Person, name: str
) -> None:
    checked(seller, "registration", reviewer, second)
    imitator = make_person("owner@imitator.example", make_company(name, country="CN"))
    event = record("company.created", imitator.company)
    look_at_the_name(event)
    flag = NameFlag.objects.get()
    assert (flag.company, flag.other, flag.state) == (imitator.company, seller.company, "open")
    claim = applied(imitator)
    with pytest.raises(Refused, match="resembles"):
        claim.approve(reviewer.actor)
    assert "Resembles the checked firm" in reviewer.client.get(f"/desk/verifications/{claim.ref}/").content.decode()
    assert "esembles" not in seller.client.get(f"/companies/{imitator.company.slug}/").content.decode()
    path = f"/desk/verifications/look-alikes/{flag.ref}/"
    assert seller.client.post(path, {"decision": "clear", "words": "x"}).status_code == 404
    reviewer.client.post(path, {"decision": "clear", "words": ""})
    assert NameFlag.objects.get().state == "open"
    reviewer.client.post(path, {"decision": "clear", "words": "Another firm, in another trade."})
    look_at_the_name(event)
    assert NameFlag.objects.get().state == "cleared"
    claim.approve(reviewer.actor)
    assert claim.state == "approved"


def test_names_apart_are_not_flagged() -> None:
    assert likeness("Hanbit Bearings", "Daehan Textile") < 60
    assert likeness("Nordlager GmbH", "Hanul Co., Ltd.") < 60
    assert likeness("", "Hanul") == 0


def test_who_takes_another_name_loses_the_checks(seller: Person, reviewer: Person, second: Person) -> None:
    checked(seller, "registration", reviewer, second)
    for name, tier in (("Hanbit Bearings Co., Ltd.", 1), ("Samsung Heavy Industries", 0)):
        seller.company.describe(seller.actor, {"name": name})
        deliver_all()
        seller.company.refresh_from_db()
        assert seller.company.tier == tier, name
    assert Claim.objects.get(kind="registration").state == "revoked"


def test_an_imitation_loses_what_it_has(seller: Person, reviewer: Person, second: Person) -> None:
    checked(seller, "registration", reviewer, second)
    other = make_person("owner@other.example", make_company("Completely Different", country="CN"))
    checked(other, "registration", reviewer, second)
    other.company.describe(other.actor, {"website": "https://www.hanbit.example"})
    seller.company.describe(seller.actor, {"website": "https://hanbit.example"})
    deliver_all()
    flag = NameFlag.objects.get()
    flag.uphold(reviewer.actor, "Uses the other's website.")
    flag.company.refresh_from_db()
    assert flag.company.tier == 0 and flag.state == "upheld"
