"""Who gets which inquiry, and the list they find it in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from catalog.models import Category, Product
from companies.models import Company, Membership
from notifications.models import Notification
from offers.models import CannedReply, Inquiry, InquiryAbsence, InquiryAssignment, RoutingRule
from portal.core.events import record
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person, make_product
from tests.offers.conftest import make_inquiry
from tests.offers.test_inquiry_thread import age

pytestmark = pytest.mark.django_db
ROUTING = "/my/inquiries/settings/routing/"


def rule(who: Person, **data: str) -> int:
    return int(who.client.post(ROUTING, data).status_code)


def ask(buyer: Person, seller: Person, product: Product | None = None) -> Inquiry:
    return make_inquiry(buyer, seller, product=product, title="Bearings")


def test_by_category_country_and_the_rest(
    buyer: Person, seller: Person, colleague: Person, stranger: Person, product: Product
) -> None:
    anna = make_person("anna@hanbit.example", seller.company, "sales")
    assert rule(seller, target=f"person:{seller.user.pk}") == 302
    assert rule(seller, category="others", country="DE", target=f"person:{anna.user.pk}") == 302
    assert rule(seller, country="GB", target=f"person:{colleague.user.pk}") == 302
    assert [one.is_default for one in RoutingRule.objects.all()] == [False, False, True], "special ones come first"
    assert ask(buyer, seller, product).assignee == anna.user
    assert ask(stranger, seller, product).assignee == colleague.user
    assert ask(buyer, seller).assignee == seller.user, "without a product no category fits"
    deliver_all()
    assert set(Notification.objects.filter(user=anna.user).values_list("kind", flat=True)) == {"inquiry.sent"}
    assert Notification.objects.count() == 3, "each only to whom it is assigned"


def test_below_a_category_counts_too(buyer: Person, seller: Person, colleague: Person, supplier: Company) -> None:
    parent = next(one for one in Category.tree().values() if one.level == 0 and one.slug != "others")
    child = next(one for one in Category.tree().values() if one.path.startswith(f"{parent.path}/"))
    RoutingRule.put_in(seller.actor, category=parent, user=colleague.user)
    assert ask(buyer, seller, make_product(supplier, category=child)).assignee == colleague.user


def test_who_listed_it_and_the_least_loaded_of_a_role(
    buyer: Person, seller: Person, colleague: Person, product: Product
) -> None:
    record("product.changed", product, by=colleague.actor)
    rule(seller, target="creator")
    assert ask(buyer, seller, product).assignee == colleague.user
    RoutingRule.objects.all().delete()
    second = make_person("ben@hanbit.example", seller.company, "sales")
    rule(seller, target="role:sales")
    got = [ask(buyer, seller).assignee for _n in range(2)]
    assert got[0] == second.user, "the colleague has one already"


def test_without_a_rule_everybody_is_told(buyer: Person, seller: Person, colleague: Person) -> None:
    assert ask(buyer, seller).assignee is None
    deliver_all()
    assert set(Notification.objects.values_list("user", flat=True)) == {seller.user.pk, colleague.user.pk}


def test_away_and_gone_people_lose_it_to_the_rules(
    buyer: Person, seller: Person, colleague: Person, viewer: Person
) -> None:
    rule(seller, country="DE", target=f"person:{colleague.user.pk}")
    rule(seller, target=f"person:{seller.user.pk}")
    first = ask(buyer, seller)
    assert first.assignee == colleague.user
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    assert colleague.client.post("/my/inquiries/settings/absence/", {"until": tomorrow}).status_code == 302
    first.refresh_from_db()
    assert first.assignee == seller.user and ask(buyer, seller).assignee == seller.user
    colleague.client.post("/my/inquiries/settings/absence/", {"until": ""})
    assert not InquiryAbsence._default_manager.exists()
    third = ask(buyer, seller)
    assert third.assignee == colleague.user
    Membership.objects.get(user=colleague.user).end(seller.actor)
    deliver_all()
    third.refresh_from_db()
    assert third.assignee == seller.user
    assert [one.why for one in third.assignments.all()] == ["rule", "left"]


def test_handed_on_by_hand_with_a_history(
    buyer: Person, seller: Person, colleague: Person, viewer: Person, stranger: Person, inquiry: Inquiry
) -> None:
    url = f"{inquiry.get_absolute_url()}assignment/"
    assert seller.client.post(url, {"person": colleague.user.pk}).status_code == 302
    assert seller.client.post(url, {"person": viewer.user.pk}).status_code == 409, "a viewer does not answer"
    assert seller.client.post(url, {"person": buyer.user.pk}).status_code == 409
    for person, status in ((viewer, 403), (buyer, 403), (stranger, 404)):
        assert person.client.post(url, {"person": ""}).status_code == status
    inquiry.refresh_from_db()
    assert inquiry.assignee == colleague.user
    assert InquiryAssignment._default_manager.get().why == "hand"
    deliver_all()
    assert Notification.objects.filter(user=colleague.user, kind="inquiry.assigned").count() == 1
    page = seller.client.get(inquiry.get_absolute_url()).content.decode()
    assert "by hand" in page
    assert colleague.user.name not in buyer.client.get(inquiry.get_absolute_url()).content.decode()


def test_rules_are_the_managers_matter(seller: Person, colleague: Person, viewer: Person, stranger: Person) -> None:
    for person in (colleague, viewer):
        assert person.client.get(ROUTING).status_code == 200
        assert rule(person, target="creator") == 403
    assert rule(seller, target=f"person:{stranger.user.pk}") == 422, "nobody from elsewhere"
    rule(seller, target="creator")
    rule(seller, country="DE", target="creator")
    found = RoutingRule.objects.last()
    assert found
    assert colleague.client.post(f"{ROUTING}{found.ref}/", {"do": "delete"}).status_code == 403
    assert stranger.client.post(f"{ROUTING}{found.ref}/", {"do": "delete"}).status_code == 404
    seller.client.post(f"{ROUTING}{found.ref}/", {"do": "up"})
    assert RoutingRule.objects.first() == found
    seller.client.post(f"{ROUTING}{found.ref}/", {"do": "delete"})
    assert RoutingRule.objects.count() == 1


def test_tabs_filters_and_unread(buyer: Person, seller: Person, colleague: Person, product: Product) -> None:
    mine = make_inquiry(buyer, seller, title="Mine", product=product)
    open_one = make_inquiry(buyer, seller, title="Open")
    done = make_inquiry(buyer, seller, title="Done")
    done.reply("Yes", seller.actor)
    seller.client.post(f"{mine.get_absolute_url()}assignment/", {"person": seller.user.pk})

    def titles(who: Person, query: str) -> set[str]:
        return {row.title for row in who.client.get(f"/my/inquiries/?{query}").context["page"]}

    assert titles(seller, "tab=yours") == {"Mine", "Open"} and titles(seller, "tab=theirs") == {"Done"}
    assert titles(buyer, "tab=yours") == {"Done"} and titles(buyer, "tab=theirs") == {"Mine", "Open"}
    assert titles(seller, "who=mine") == {"Mine"} and titles(seller, "who=unassigned") == {"Open", "Done"}
    assert titles(seller, f"product={product.ref}") == {"Mine"}
    assert titles(seller, "q=Yes") == {"Done"}, "words of the record are found, too"
    assert titles(seller, "tab=nonsense&state=nonsense&sort=nonsense&page=99") == {"Mine", "Open", "Done"}

    def unread(who: Person) -> set[str]:
        return {row.title for row in who.client.get("/my/inquiries/").context["page"] if row.is_unread}

    assert unread(colleague) == {"Mine", "Open"} and unread(buyer) == {"Done"}
    buyer.client.get(done.get_absolute_url())
    colleague.client.get(open_one.get_absolute_url())
    assert unread(buyer) == set() and unread(colleague) == {"Mine"}
    done.add("And more", seller.actor)
    assert unread(buyer) == {"Done"}


def test_the_list_as_a_file(buyer: Person, seller: Person, stranger: Person) -> None:
    make_inquiry(buyer, seller, title="=HYPERLINK(1)", quantity=5, unit="C62")
    make_inquiry(stranger, seller, title="Other").reply("x", seller.actor)
    text = b"".join(seller.client.get("/my/inquiries/export.csv?state=sent")).decode()
    assert "'=HYPERLINK(1)" in text and "Nordwerk Handel" in text and "Other" not in text
    assert len(text.strip().splitlines()) == 2
    assert "HYPERLINK" not in b"".join(stranger.client.get("/my/inquiries/export.csv")).decode()


def test_an_unnamed_supplier_is_not_in_the_file(buyer: Person, seller: Person, anonymous_offer: object) -> None:
    make_inquiry(buyer, seller, offer=anonymous_offer)
    assert "Hanbit" not in b"".join(buyer.client.get("/my/inquiries/export.csv")).decode()


def test_prepared_replies_are_kept_by_who_answers(seller: Person, viewer: Person, stranger: Person) -> None:
    url = "/my/inquiries/settings/replies/"
    data = {"title": "Terms", "language": "en", "body": "30 % down"}
    assert viewer.client.post(url, data).status_code == 403
    assert seller.client.post(url, data).status_code == 302
    twice = seller.client.post(url, data)
    assert twice.status_code == 422 and "30 % down" in twice.content.decode()
    reply = CannedReply.objects.get()
    assert seller.client.post(url, {**data, "ref": reply.ref, "body": "40 % down"}).status_code == 302
    assert stranger.client.post(f"{url}{reply.ref}/deletion/").status_code == 404
    assert stranger.client.get(f"{url}?ref={reply.ref}").status_code == 404
    reply.refresh_from_db()
    assert reply.body == "40 % down"
    seller.client.post(f"{url}{reply.ref}/deletion/")
    assert not CannedReply.objects.exists()


def test_merged_companies_keep_blocks_rules_and_batches(seller: Person, buyer: Person) -> None:
    from companies.merges import blocks
    from companies.models import CompanyBlock
    from offers.merges import batches, settings

    kept, lost = seller.company, make_company("Hanbit Two")
    CompanyBlock.objects.create(company=lost, blocked=buyer.company)
    CompanyBlock.objects.create(company=kept, blocked=buyer.company)
    CompanyBlock.objects.create(company=lost, blocked=kept)
    CannedReply.objects.create(company=lost, language="en", title="T", body="B")
    for moved in (blocks, settings, batches):
        list(moved(kept, lost))
    assert CompanyBlock.objects.get().company == kept and CannedReply.objects.get().company == kept


def test_old_words_are_no_reminder(buyer: Person, seller: Person, inquiry: Inquiry) -> None:
    age(inquiry, last_at=timezone.now() - timedelta(days=3))
    assert "Remind them" in buyer.client.get(inquiry.get_absolute_url()).content.decode()
    assert "Remind them" not in seller.client.get(inquiry.get_absolute_url()).content.decode()
