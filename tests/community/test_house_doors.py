"""The doors of a house as newcomers find them: names that tell nothing, and ways in that lead somewhere."""

from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.models import Community, CommunityInvitation, Thread
from community.moderation.next_steps import appeals
from community.moderation.queue import Desk
from tests.cast import Person, make_company, make_person
from tests.community.test_inside import inside
from tests.community.test_look import picture
from tests.community.test_moderation import case_of, joins, verdict, written

pytestmark = pytest.mark.django_db
FORM = {"kind": "association", "visibility": "public", "summary": "For the trade"}


def confirm(person: Person, email: str) -> None:
    rows: Any = apps.get_model("account", "EmailAddress")._default_manager
    rows.create(user=person.user, email=email, verified=True, primary=False)


@pytest.fixture
def cluster() -> Person:
    """Another intermediary, which knows nothing of the steward's."""
    return make_person("other@cluster.example", make_company("Daegu Cluster", "intermediary"))


def test_founding_does_not_tell_of_a_hidden_one(hidden: Community, cluster: Person, steward: Person) -> None:
    form = {**FORM, "name": hidden.name}
    refused = steward.client.post("/my/communities/new/", form).content.decode()
    assert "There is a community of that name already." in refused, "who knows of it is told"
    assert cluster.client.post("/my/communities/new/", form).status_code == 302
    assert Community.objects.filter(name=hidden.name).count() == 2


def test_the_address_of_a_hidden_one_cannot_be_guessed(steward: Person, cluster: Person) -> None:
    steward.client.post("/my/communities/new/", {**FORM, "name": "Night Shift", "visibility": "hidden"})
    assert Community.objects.get().slug.startswith("night-shift-")
    cluster.client.post("/my/communities/new/", {**FORM, "name": "Night Shift"})
    assert Community.objects.get(steward=cluster.company).slug == "night-shift", "as if there were none"


def test_the_address_of_a_cover_cannot_be_guessed(hidden: Community, steward: Person) -> None:
    cover = SimpleUploadedFile("cover.png", picture(), "image/png")
    steward.client.post(f"/communities/{hidden.slug}/look/", {"cover": cover, "accent": "#2f6b4f"})
    hidden.refresh_from_db()
    assert hidden.cover.name.startswith("communities/covers/") and len(hidden.cover.name) > 50


def test_nobody_waits_for_a_house_inside_that_cannot_let_them_in(
    public: Community, steward: Person, buyer: Person
) -> None:
    part = inside(public, steward, "Young Makers")
    page = buyer.client.get(part.get_absolute_url()).content.decode()
    assert "become one first" in page and "Ask to join</button>" not in page
    answer = buyer.client.post(f"/communities/{part.slug}/membership/", {"words": "Let us in"})
    assert answer.status_code == 409 and "Let us in" not in steward.client.get("/my/").content.decode()
    assert not part.members.filter(company=buyer.company).exists()
    public.describe(steward.actor, joining="open")
    buyer.client.post(f"/communities/{public.slug}/membership/")
    assert "Ask to join</button>" in buyer.client.get(part.get_absolute_url()).content.decode()


def test_who_has_no_company_is_led_to_one_and_back(public: Community) -> None:
    newcomer = make_person("new@firm.example")
    page = newcomer.client.get(public.get_absolute_url()).content.decode()
    onward = f"/my/company/new/?next=/communities/{public.slug}/"
    assert onward in page and "Ask its owner" not in page
    answer = newcomer.client.post(
        onward, {"name": "New Firm", "country": "KR", "kind": "supplier", "timezone": "Asia/Seoul"}
    )
    assert answer.status_code == 302 and answer["Location"] == public.get_absolute_url()


def test_who_was_invited_by_mail_finds_it_without_the_mail(public: Community, steward: Person) -> None:
    newcomer = make_person("new@firm.example")
    confirm(newcomer, "New@Firm.example")
    sent = CommunityInvitation.send(public, steward.actor, email="new@firm.example")
    assert sent.link in newcomer.client.get("/my/").content.decode()
    onward = f"/my/company/new/?next={sent.link}"
    assert onward in newcomer.client.get(sent.link).content.decode()
    newcomer.client.post(onward, {"name": "New Firm", "country": "KR", "kind": "supplier", "timezone": "Asia/Seoul"})
    assert public.name in newcomer.client.get("/my/communities/invitations/").content.decode()
    answer = newcomer.client.post(f"/my/communities/invitations/{sent.ref}/acceptance/")
    assert answer.status_code == 302 and public.members.active().filter(company__name="New Firm").exists()


def test_an_address_that_is_not_confirmed_finds_nothing(hidden: Community, steward: Person, buyer: Person) -> None:
    sent = CommunityInvitation.send(hidden, steward.actor, email="boss@nordwerk.example")
    rows: Any = apps.get_model("account", "EmailAddress")._default_manager
    rows.create(user=buyer.user, email="boss@nordwerk.example", verified=False, primary=False)
    assert hidden.name not in buyer.client.get("/my/communities/invitations/").content.decode()
    assert buyer.client.post(f"/my/communities/invitations/{sent.ref}/acceptance/").status_code == 404
    assert not hidden.members.filter(company=buyer.company).exists()


def test_who_has_just_founded_one_is_led_to_invite(steward: Person, seller: Person, visitor: Client) -> None:
    made = steward.client.post("/my/communities/new/", {**FORM, "name": "Young Makers"}, follow=True).content.decode()
    way = "/communities/young-makers/invitations/"
    assert "Nobody is here but you yet" in made and made.index(way) < made.index("Start a thread")
    assert "Nobody is here" not in visitor.get("/communities/young-makers/").content.decode()
    joins(Community.objects.get(), seller)
    assert "Nobody is here" not in steward.client.get("/communities/young-makers/").content.decode()


def test_an_appeal_is_a_next_step_of_who_may_answer_it(
    public: Community, seller: Person, buyer: Person, steward: Person
) -> None:
    keeper = joins(public, make_person("keeper@clear.example", make_company("Clear Eyes")), "moderator")
    case = case_of(written(public, seller), buyer)
    case.uphold(keeper.actor, verdict("hide"))
    assert appeals(steward.actor) is None
    case.appeal(seller.actor, "It was a price list.")
    found = appeals(steward.actor)
    assert found is not None and case.ref in found.url
    assert "Answer the appeal" in steward.client.get("/my/").content.decode()
    assert appeals(keeper.actor) is None, "who decided, while another can answer"
    assert (Desk(steward.actor, public).waiting(), Desk(keeper.actor, public).waiting()) == (1, 0)
    assert appeals(seller.actor) is None


def test_what_was_typed_into_a_refused_form_comes_back(public: Community, steward: Person, seller: Person) -> None:
    thread = Thread.start(public, steward.actor, "Where to buy", "Steel is dear.")
    public.members.get(company=seller.company).change_role(steward.actor, "observer")
    words = "We know three mills <b>near Pohang</b> that still sell."
    for client, sentence in ((seller.client, "not open to you"), (Client(), "You are signed out")):
        page = client.post(thread.get_absolute_url(), {"body": words, "password": "my long secret pass phrase it is"})
        text = page.content.decode()
        assert sentence in text and "three mills &lt;b&gt;near Pohang" in text
        assert "pass phrase" not in text
    assert thread.posts.count() == 1
    asking = public.members.get(company=seller.company)
    asking.state = "asked"
    asking.save()
    gone = steward.client.post(f"/communities/{public.slug}/members/{asking.pk}/removal/", {"reason": words})
    assert gone.status_code == 409 and "three mills" in gone.content.decode()


def test_an_invitation_does_not_keep_the_address_of_a_deleted_person(public: Community, steward: Person) -> None:
    person = make_person("boss@kim.example")
    confirm(person, "boss@kim.example")
    gone = CommunityInvitation.send(public, steward.actor, email="Boss@kim.example")
    kept = CommunityInvitation.send(public, steward.actor, email="new@kim.example")
    person.user.delete_account()
    assert not CommunityInvitation.objects.filter(pk=gone.pk).exists()
    assert CommunityInvitation.objects.filter(pk=kept.pk).exists()
