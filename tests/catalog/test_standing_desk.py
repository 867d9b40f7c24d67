"""The desk: queues, decisions, trust, two pairs of eyes, and listings that change while they are looked at."""

import pytest
from django.test import Client

from catalog.models import ListingReview, ListingTrust, Product, ProductFlag
from catalog.standing import trust as trusting
from catalog.standing.seen import mark_of
from portal.core import relay
from portal.core.events import Event
from tests.cast import Person, make_person, make_product
from tests.catalog.standing import flag, fresh_firm, rejected, seen_on, waiting
from tests.catalog.test_papers import document_of
from tests.catalog.test_variants import FOUR, give
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
DESK = "/desk/listings/"


def state_of(product: Product) -> str:
    return Product.objects.get(pk=product.pk).state


@pytest.fixture
def second(moderator: Person) -> Person:
    """Another reviewer."""
    person = make_person("second@programme.example", is_staff=True)
    person.user.groups.set(moderator.user.groups.all())
    return person


def test_for_everybody_but_staff_there_is_nothing(visitor: Client, seller: Person) -> None:
    product = waiting(fresh_firm().company)
    for client in (visitor, seller.client):
        for url in (DESK, f"{DESK}appeals/", f"{DESK}flags/", f"{DESK}{product.ref}/"):
            assert client.get(url).status_code == 404
        assert client.post(f"{DESK}{product.ref}/approval/", {"seen": ""}).status_code == 404
    assert state_of(product) == "in_review"


def test_a_clerk_looks_and_decides_nothing(clerk: Person) -> None:
    product = waiting(fresh_firm().company)
    page = clerk.client.get(DESK).content.decode()
    assert product.title in page and "needs a permission" in page
    assert "Approve" not in clerk.client.get(f"{DESK}{product.ref}/").content.decode()
    acts = {
        f"{product.ref}/approval/": {"seen": ""},
        f"{product.ref}/rejection/": {"reason": "other", "words": "No."},
        "approval/": {"listing": f"{product.ref}:{mark_of(product)}"},
        f"trust/{product.company.slug}/": {},
    }
    for url, data in acts.items():
        assert clerk.client.post(DESK + url, data).status_code == 403, url
    assert state_of(product) == "in_review" and not ListingTrust.objects.exists()


def test_nobody_judges_the_listings_of_a_firm_of_their_own(moderator: Person) -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    fresh.company.memberships.create(user=moderator.user, role="viewer")
    assert product.title not in moderator.client.get(DESK).content.decode()
    assert moderator.client.get(f"{DESK}{product.ref}/").status_code == 404
    assert moderator.client.post(f"{DESK}trust/{fresh.company.slug}/").status_code == 403
    assert state_of(product) == "in_review"


def test_the_oldest_comes_first_and_filters_narrow(moderator: Person) -> None:
    fresh = fresh_firm()
    old, new = (
        waiting(fresh.company, "OLD", "Older thing"),
        waiting(fresh_firm("Second Works").company, "NEW", "Newer thing"),
    )
    flag(new)
    page = moderator.client.get(DESK).content.decode()
    assert page.index("Older thing") < page.index("Newer thing")
    for query, shown in (
        ("reason=goods", new),
        ("reason=goods-weapons", new),
        ("q=newcomer-works", old),
        ("q=OLD", old),
    ):
        page = moderator.client.get(f"{DESK}?{query}").content.decode()
        assert shown.title in page and ({old.title, new.title} - {shown.title}).pop() not in page, query
    assert "Nothing fits" in moderator.client.get(f"{DESK}?age=7").content.decode()
    assert moderator.client.get(f"{DESK}?reason=x&category=y&age=z&page=99").status_code == 200


def test_approving_publishes_and_leads_on(moderator: Person, visitor: Client) -> None:
    product = waiting(fresh_firm().company)
    flag(product)
    url = f"{DESK}{product.ref}/"
    answer = moderator.client.post(f"{url}approval/", {"seen": seen_on(moderator.client, url)})
    assert answer["Location"] == DESK
    assert visitor.get(product.get_absolute_url()).status_code == 200
    assert ProductFlag.objects.get().state == "cleared"
    assert Event.objects.filter(kind="product.approved", subject_id=product.pk).count() == 1
    assert moderator.client.post(f"{url}approval/", {"seen": ""}).status_code == 409, "decided already"


def test_an_approval_is_of_what_was_seen(moderator: Person) -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    url = f"{DESK}{product.ref}/"
    seen = seen_on(moderator.client, url)
    product.revise(fresh.actor, {"brand": "Other Brand"})
    for act, data in (("approval", {}), ("rejection", {"reason": "other", "words": "Typed before."})):
        answer = moderator.client.post(f"{url}{act}/", {"seen": seen, **data})
        page = answer.content.decode()
        assert answer.status_code == 409 and "Other Brand" in page and "Nothing was decided" in page
    assert "Typed before." in page, "what was typed stays"
    assert state_of(product) == "in_review"
    assert moderator.client.post(f"{url}approval/", {"seen": "forged"}).status_code == 409
    moderator.client.post(f"{url}approval/", {"seen": seen_on(moderator.client, url)})
    assert state_of(product) == "published"


def test_the_ticked_ones_are_approved_as_they_stood_in_the_list(moderator: Person) -> None:
    fresh = fresh_firm()
    products = [waiting(fresh.company, f"W-{n}") for n in range(3)]
    ticked = [f"{one.ref}:{mark_of(one)}" for one in products]
    products[0].revise(fresh.actor, {"brand": "Changed"})
    page = moderator.client.post(f"{DESK}approval/", {"listing": [*ticked, "P-NONE:x", "junk"]}, follow=True)
    text = page.content.decode()
    assert "2 listings approved." in text and "1 listing was changed meanwhile" in text
    assert [state_of(one) for one in products] == ["in_review", "published", "published"]
    assert "Tick the listings first" in moderator.client.post(f"{DESK}approval/", follow=True).content.decode()


def test_trust_releases_what_waits_for_nothing_else(moderator: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trusting, "BATCH", 2)
    fresh, other = fresh_firm(), fresh_firm("Other Works")
    plain = [waiting(fresh.company, f"W-{n}") for n in range(5)]
    flagged, foreign = waiting(fresh.company, "FLAG"), waiting(other.company)
    flag(flagged)
    url = f"{DESK}{plain[0].ref}/"
    moderator.client.post(f"{url}approval/", {"seen": seen_on(moderator.client, url), "trust": "on"})
    assert Product.objects.filter(company=fresh.company, state="published").count() == 3, "one, and a batch of two"
    relay.deliver_all()
    assert {state_of(one) for one in plain} == {"published"}
    assert (state_of(flagged), state_of(foreign)) == ("in_review", "in_review")
    assert not ListingReview.objects.waiting().get(product=flagged).is_first
    draft = make_product(fresh.company, "D", state="draft")
    draft.publish(fresh.actor)
    assert draft.is_published
    assert "is trusted" in fresh.client.get("/my/notifications/").content.decode()
    moderator.client.post(f"{DESK}trust/{fresh.company.slug}/", {"withdraw": "1"})
    assert not ListingTrust.objects.exists()


def test_many_are_released_in_a_number_of_queries_that_does_not_grow(moderator: Person) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(company: object, number: int) -> int:
        for n in range(number):
            waiting(company, f"W-{n}")
        with CaptureQueriesContext(connection) as seen:
            assert ListingTrust.grant(company, moderator.actor) == number
        return len(seen)

    moderator.user.has_perm("catalog.review_listing")  # remembered from here on
    assert queries(fresh_firm("Few Works").company, 2) == queries(fresh_firm("Many Works").company, 12)


def test_a_firm_that_is_checked_needs_no_look_any_more() -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    fresh.company.tier = 1
    fresh.company.save()
    Event.objects.create(kind="company.tier_changed", subject_type="companies.company", subject_id=fresh.company.pk)
    relay.deliver_all()
    assert state_of(product) == "published"


def test_a_rejection_needs_reason_and_words(moderator: Person) -> None:
    product = waiting(fresh_firm().company)
    url = f"{DESK}{product.ref}/"
    seen = seen_on(moderator.client, url)
    for data in ({"reason": "other"}, {"words": "Why."}, {"reason": "nonsense", "words": "Why."}):
        answer = moderator.client.post(f"{url}rejection/", {"seen": seen, **data})
        assert answer.status_code == 422
    assert state_of(product) == "in_review"
    data = {"seen": seen, "reason": "incomplete", "words": "Of what steel?"}
    assert moderator.client.post(f"{url}rejection/", data).status_code == 302
    review = ListingReview.objects.get()
    assert (state_of(product), review.reason, review.decided_by) == ("rejected", "incomplete", moderator.user)


def test_an_appeal_is_answered_by_another_pair_of_eyes(seller: Person, moderator: Person, second: Person) -> None:
    product = rejected(make_product(seller.company), moderator)
    product.appeal(seller.actor, "These goods are allowed.")
    url = f"{DESK}{product.ref}/"
    assert "Somebody else has to answer" in moderator.client.get(url).content.decode()
    data = {"seen": seen_on(second.client, url), "words": "You are right.", "decision": "grant"}
    assert moderator.client.post(f"{url}appeal/", data).status_code == 403
    assert second.client.post(f"{url}appeal/", {"seen": data["seen"], "decision": "grant"}).status_code == 422
    assert state_of(product) == "rejected"
    assert product.title in second.client.get(f"{DESK}appeals/").content.decode()
    assert second.client.post(f"{url}appeal/", data).status_code == 302
    assert state_of(product) == "published"
    assert second.client.post(f"{url}appeal/", data).status_code == 409


def test_alone_a_reviewer_answers_the_appeal_too(seller: Person, moderator: Person) -> None:
    product = rejected(make_product(seller.company), moderator)
    product.appeal(seller.actor, "Look again.")
    url = f"{DESK}{product.ref}/"
    data = {"seen": seen_on(moderator.client, url), "words": "It stays.", "decision": "deny"}
    assert moderator.client.post(f"{url}appeal/", data).status_code == 302
    assert state_of(product) == "rejected"
    assert "not granted" in seller.client.get(f"/my/products/{product.ref}/").content.decode()


def test_the_desk_counts_what_waits_and_lists_do_not_grow(moderator: Person, seller: Person) -> None:
    waiting(fresh_firm().company)
    few = queries_of(moderator.client, DESK)
    for number in range(5):
        flag(waiting(fresh_firm(f"Firm{number} Works").company))
    assert queries_of(moderator.client, DESK) == few
    page = moderator.client.get("/desk/").content.decode()
    assert "Listings to review" in page and "Flags of listings" in page


def test_a_reviewer_sees_variants_documents_and_certificates(moderator: Person, product: Product) -> None:
    give(product, *FOUR)
    document = document_of(product)
    product.certificates.create(kind="ce", number="CE-7")
    page = moderator.client.get(f"/desk/listings/{product.ref}/").content.decode()
    assert "A-1-M-RED" in page and document.url in page and "CE-7" in page
