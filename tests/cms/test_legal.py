"""Legal texts: versions that never change, what is different between two, and who agreed to which."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.timezone import localdate

from cms.legal.asking import Known
from cms.legal.comparing import compared
from cms.models import Consent, LegalText, LegalVersion
from companies.account.personal import PARTS
from companies.models import User
from portal.core.events import Event
from portal.core.permissions import WrongState
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    Known.forget()
    yield
    Known.forget()


@pytest.fixture
def publisher(db: None) -> Person:
    person = make_person("publisher@programme.example")
    person.user.groups.add(Group.objects.get(name="Moderators"))
    return person


def publish(publisher: Person, words: str = "We check.", document: str = "terms", **fields: Any) -> LegalVersion:
    new = fields.pop("changes", "")
    version = LegalVersion.objects.create(document=document, **{"needs_consent": True, **fields})
    LegalText.objects.create(version=version, language="en", title=document, body=f"<p>{words}</p>", changes=new)
    version.publish(by=publisher.actor)
    Known.forget()
    return version


def test_a_new_portal_has_drafts_and_shows_none_of_them(visitor: Client) -> None:
    assert LegalVersion.objects.count() == 3 and not LegalVersion.objects.published().exists()
    assert "has not published it yet" in visitor.get("/legal/").content.decode()
    assert visitor.get("/legal/terms/").status_code == 404
    assert visitor.get("/legal/nonsense/").status_code == 404


def test_what_is_published_never_changes(publisher: Person) -> None:
    version = publish(publisher)
    with pytest.raises(WrongState):
        version.publish(by=publisher.actor)
    with pytest.raises(WrongState):
        version.delete()
    changes: list[Any] = [
        lambda: LegalVersion.objects.filter(pk=version.pk).update(needs_consent=False),
        lambda: LegalText.objects.filter(version=version).update(body="<p>We check nothing.</p>"),
        lambda: LegalText.objects.create(version=version, language="ko", title="약관", body="<p>새 글</p>"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert LegalVersion.objects.get(pk=version.pk).text().body == "<p>We check.</p>"
    assert Event.objects.get(kind="legal.published").payload["number"] == 1


def test_only_publishers_publish_and_in_order(publisher: Person, seller: Person) -> None:
    draft = LegalVersion.objects.get(document="terms")
    answer = seller.client.get(f"/editors/snippets/cms/legalversion/edit/{draft.pk}/")
    assert answer.status_code in {302, 403}
    with pytest.raises(Exception, match="publishers"):
        draft.publish(by=seller.actor)
    publish(publisher)
    with pytest.raises(WrongState, match="before the version"):
        publish(publisher, valid_from=localdate() - timedelta(days=3))
    empty = LegalVersion.objects.create(document="privacy")
    with pytest.raises(WrongState, match="English"):
        empty.publish(by=publisher.actor)
    assert LegalVersion.objects.published().count() == 1


def test_a_publisher_publishes_in_the_office_and_then_cannot_edit(publisher: Person) -> None:
    draft = LegalVersion.objects.get(document="imprint")
    url, text = f"/editors/snippets/cms/legalversion/edit/{draft.pk}/", draft.texts.get(language="en")
    form = {
        "document": "imprint",
        "valid_from": localdate().isoformat(),
        "publish_now": "on",
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "1",
        "texts-MIN_NUM_FORMS": "0",
        "texts-MAX_NUM_FORMS": "9",
        "texts-0-id": str(text.pk),
        "texts-0-language": "en",
        "texts-0-title": "Imprint",
        "texts-0-changes": "",
        "texts-0-ORDER": "1",
        "texts-0-body": '{"blocks":[{"key":"a","text":"Busan","type":"unstyled","depth":0,"inlineStyleRanges":[],'
        '"entityRanges":[]}],"entityMap":{}}',
    }
    assert publisher.client.get(url).status_code == 200
    assert publisher.client.post(url, form).status_code == 302
    draft.refresh_from_db()
    assert draft.number == 1 and "Busan" in draft.text().body
    again = publisher.client.post(url, {**form, "texts-0-title": "Other"})
    assert again.status_code == 200 and "never changes" in again.content.decode()


def test_versions_stand_beside_each_other(publisher: Person, visitor: Client) -> None:
    publish(publisher, "We check companies once.")
    publish(publisher, "We check companies twice a year.", changes="More checks")
    later = publish(publisher, "Later", valid_from=localdate() + timedelta(days=9))
    page = visitor.get("/legal/terms/").content.decode()
    assert "twice a year" in page and "More checks" in page and "/legal/terms/1/" in page
    assert "earlier version" in visitor.get("/legal/terms/1/").content.decode()
    assert "not in force yet" in visitor.get(later.get_absolute_url()).content.decode()
    compared_page = visitor.get("/legal/terms/comparison/?from=2&to=1").content.decode()
    assert "<ins>twice a year.</ins>" in compared_page and "<del>once.</del>" in compared_page
    assert visitor.get("/legal/terms/comparison/?from=x&to=99").status_code == 200
    assert visitor.get("/legal/privacy/comparison/").status_code == 404
    assert visitor.get("/legal/terms/4/").status_code == 404


def test_paragraphs_are_the_same_new_gone_or_changed() -> None:
    before = "<h2>One</h2><p>Checks are free.</p><ul><li>Out</li></ul>"
    after = "<h2>One</h2><p>Checks are always free.</p><p>Quite another &amp; new thing &lt;b&gt;</p>"
    found = [(one.state, "".join(words for _kind, words in one.pieces)) for one in compared(before, after)]
    assert [state for state, _words in found] == ["same", "changed", "new", "gone"]
    assert found[1][1] == "Checks are always free." and found[2][1] == "Quite another & new thing <b>"


def test_joining_records_what_was_shown(publisher: Person, visitor: Client) -> None:
    version = publish(publisher)
    page = visitor.get("/accounts/signup/")
    assert "/legal/terms/1/" in page.content.decode()
    form = {"name": "Han", "email": "han@new.example", "password1": "a-long-password-7"}
    visitor.post("/accounts/signup/", {**form, "accepted": str(page.context["form"]["accepted"].value())})
    consent = Consent.objects.get()
    assert (consent.user.email, consent.version, consent.way, consent.language) == (
        form["email"],
        version,
        "signup",
        "en",
    )
    Client().post("/accounts/signup/", {**form, "email": "li@new.example", "accepted": "999,x"})
    assert User.objects.filter(email="li@new.example").exists() and Consent.objects.count() == 1


def test_a_new_version_is_asked_for_once_and_nothing_sent_is_lost(publisher: Person, seller: Person) -> None:
    assert seller.client.get("/my/").status_code == 200
    version = publish(publisher)
    answer = seller.client.get("/my/?x=1")
    assert answer.status_code == 302 and answer.headers["Location"] == "/my/agreements/?next=%2Fmy%2F%3Fx%3D1"
    assert seller.client.get("/my/", HTTP_HX_REQUEST="true").status_code == 200
    assert seller.client.post("/preferences/", {"currency": "EUR"}).status_code == 302
    for url in ("/legal/terms/", "/my/account/", "/help/", "/api/v1/search/"):
        assert seller.client.get(url).status_code == 200, url
    page = seller.client.get("/my/agreements/?next=/my/?x=1").content.decode()
    assert "Please read and agree" in page and "/legal/terms/1/" in page
    stale = seller.client.post("/my/agreements/", {"version": ["0"]})
    assert "changed while you were reading" in stale.content.decode() and not Consent.objects.exists()
    done = seller.client.post("/my/agreements/", {"version": [version.pk], "next": "//evil.example/"})
    assert done.headers["Location"] == "/" and Consent.objects.get().way == "asked"
    assert seller.client.get("/my/").status_code == 200
    publish(publisher, "A typing error put right", needs_consent=False)
    assert seller.client.get("/my/").status_code == 200
    publish(publisher, "Tomorrow", valid_from=localdate() + timedelta(days=1))
    assert seller.client.get("/my/").status_code == 200
    publish(publisher, "Quite new", document="privacy")
    assert seller.client.get("/my/").status_code == 302


def test_what_somebody_agreed_to_is_theirs(publisher: Person, seller: Person, visitor: Client) -> None:
    version = publish(publisher)
    Consent.give(seller.user, [version], Consent.Way.ASKED)
    Consent.give(seller.user, [version], Consent.Way.SIGNUP)
    assert "version 1" in seller.client.get("/my/agreements/").content.decode()
    assert visitor.get("/my/agreements/").status_code == 302
    rows = list(PARTS["agreements"](seller.user))
    assert len(rows) == 1 and rows[0]["document"] == "terms" and rows[0]["how"] == "asked"
    assert Event.objects.filter(kind="consent.given").count() == 1
    loner = make_person("loner@leaving.example")
    Consent.give(loner.user, [version], Consent.Way.ASKED)
    loner.user.delete_account()
    assert list(Consent.objects.values_list("user", flat=True)) == [seller.user.pk]
