"""States of a listing as its firm goes through them: publish, wait, renew, be rejected, appeal."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from catalog.models import ListingReview, ListingTrust, Product, ProductFlag
from catalog.standing.seen import mark_of
from companies.models import ApiToken
from portal.core import relay
from portal.core.events import Event
from tests.cast import Person, make_product
from tests.catalog.conftest import base_of, form_data
from tests.catalog.standing import fresh_firm, rejected, waiting
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NEW, MINE = "/my/products/new/", "/my/products/"


def state_of(product: Product) -> str:
    return Product.objects.get(pk=product.pk).state


def kinds() -> list[str]:
    return [kind for kind in Event.objects.order_by("pk").values_list("kind", flat=True) if "product." in kind]


# -- first listings ---------------------------------------------------------------------------------------------


def test_the_first_listing_of_an_unchecked_firm_waits_and_says_why(visitor: Client) -> None:
    fresh = fresh_firm()
    page = fresh.client.post(NEW, form_data(save="publish"), follow=True).content.decode()
    product = Product.objects.get()
    assert product.state == "in_review" and product.published_at is None
    assert "first listings of your company" in page
    assert visitor.get(product.get_absolute_url()).status_code == 404
    review = ListingReview.objects.get()
    assert (review.is_first, review.submitted_by) == (True, fresh.user)
    assert kinds() == ["product.changed", "product.submitted"]


def test_a_checked_or_trusted_firm_and_a_portal_without_the_rule_publish_at_once(settings: Any) -> None:
    checked, trusted, other = fresh_firm("Checked Co"), fresh_firm("Trusted Co"), fresh_firm("Other Co")
    checked.company.tier = 1
    checked.company.save()
    ListingTrust.objects.create(company=trusted.company)
    drafts = [make_product(one.company, state="draft") for one in (checked, trusted, other)]
    for person, draft in zip((checked, trusted), drafts, strict=False):
        draft.publish(person.actor)
        assert draft.is_published and draft.expires_at
    settings.REVIEW_FIRST_LISTINGS = False
    drafts[2].publish(other.actor)
    assert drafts[2].is_published


def test_what_was_let_through_once_needs_no_second_look(moderator: Person) -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    product.approve(moderator.actor, mark_of(product))
    product.pause(fresh.actor)
    product.publish(fresh.actor)
    assert product.is_published


def test_a_waiting_listing_is_withdrawn_by_pausing_it(seller: Person) -> None:
    fresh = fresh_firm()
    product = waiting(fresh.company)
    assert seller.client.post(f"{MINE}{product.ref}/publication/", {"action": "pause"}).status_code == 404
    fresh.client.post(f"{MINE}{product.ref}/publication/", {"action": "pause"})
    assert state_of(product) == "paused"
    assert ListingReview.objects.get().state == "withdrawn"


def test_bulk_publishing_says_how_many_wait() -> None:
    fresh = fresh_firm()
    refs = [make_product(fresh.company, f"D-{n}", state="draft").ref for n in range(3)]
    page = fresh.client.post(f"{MINE}bulk/", {"action": "publish", "ref": refs}, follow=True).content.decode()
    assert "3 wait for our check first." in page and "products published" not in page


# -- prohibited goods -------------------------------------------------------------------------------------------


def test_flagged_words_hold_a_new_listing_and_one_that_is_edited(seller: Person, visitor: Client) -> None:
    seller.client.post(NEW, form_data(save="publish", title_en="Hunting rifle"))
    product = Product.objects.get()
    assert product.state == "in_review" and product.flags.get().terms == ["rifle"]
    url = f"{MINE}{product.ref}/"
    seller.client.post(url, form_data(base=base_of(seller.client, url), title_en="Hunting knife sharpener"))
    assert state_of(product) == "published", "the word is gone, and with it the only reason"
    assert product.flags.get().state == "gone"
    data = form_data(base=base_of(seller.client, url), title_en="Rifle", save="publish")
    page = seller.client.post(url, data, follow=True).content.decode()
    assert "weapons and ammunition" in page and state_of(product) == "in_review"
    assert visitor.get(product.get_absolute_url()).status_code == 404


def test_what_staff_have_cleared_does_not_hold_it_again(seller: Person, moderator: Person) -> None:
    product = make_product(seller.company, title="Rifle cleaning rod", state="draft")
    product.publish(seller.actor)
    product.approve(moderator.actor, mark_of(product))
    product.revise(seller.actor, {"brand": "Hanbit"})
    assert product.is_published and product.flags.get().state == "cleared"
    product.revise(seller.actor, {"brand": "Dynamite"})
    assert product.state == "in_review"


def test_the_api_says_in_words_that_it_waits(visitor: Client, seller: Person) -> None:
    product = make_product(seller.company)
    _token, secret = ApiToken.issue(seller.company, ["read", "write"])
    headers = {"Authorization": f"Bearer {secret}"}
    url = f"/api/v1/products/{product.ref}/"
    body = json.dumps({"title": "Ivory figurine", "state": "published"})
    answer = visitor.patch(url, body, "application/json", headers=headers).json()
    assert answer["state"] == "in_review" and "protected species" in answer["review"]["waits_because"][0]
    assert visitor.get(url).status_code == 404
    rows = [{"sku": "B-1", "title": "Replica watch"}, {"sku": "B-2", "title": "Watch strap"}]
    answer = visitor.post("/api/v1/products/bulk/", json.dumps(rows), "application/json", headers=headers).json()
    assert (answer["created"], answer["held"], answer["refused"]) == (2, 1, 0)
    assert [problem["sku"] for problem in answer["problems"]] == ["B-1"] and "replica" in answer["problems"][0][
        "problem"
    ]
    assert Product.objects.get(sku="B-1").state == "in_review" and Product.objects.get(sku="B-2").is_published


def test_the_operators_import_needs_no_first_look_but_flags_are_made(tmp_path: Any) -> None:
    fresh = fresh_firm()
    file = tmp_path / "a.csv"
    file.write_text("sku,title\nA,Steel ring\nB,Tiger skin rug\n")
    call_command("import_catalogue", str(file), company=fresh.company.slug)
    assert {one.sku: one.state for one in Product.objects.all()} == {"A": "published", "B": "in_review"}
    assert ProductFlag.objects.get().code == "species"
    file.write_text("sku,title\nA,Ivory tusk carving\n")
    call_command("import_catalogue", str(file), company=fresh.company.slug)
    assert Product.objects.get(sku="A").state == "in_review"
    assert ListingReview.objects.waiting().count() == 2


# -- rejection and appeal ---------------------------------------------------------------------------------------


def test_a_rejection_names_reason_and_way_out_and_takes_one_appeal(seller: Person, moderator: Person) -> None:
    product = rejected(make_product(seller.company), moderator)
    for page in (f"{MINE}{product.ref}/", product.get_absolute_url()):
        text = seller.client.get(page).content.decode()
        assert "The picture shows something else." in text and "publish the listing anew" in text and "Appeal" in text
    url = f"{MINE}{product.ref}/appeal/"
    assert seller.client.post(url, {"words": "  "}).status_code == 422
    assert seller.client.post(url, {"words": "It is our own picture."}).status_code == 302
    assert seller.client.post(url, {"words": "Once more."}).status_code == 409
    review = ListingReview.objects.get()
    assert (review.appeal_words, review.appealed_by) == ("It is our own picture.", seller.user)
    assert "waits for an answer" in seller.client.get(f"{MINE}{product.ref}/").content.decode()


def test_others_cannot_appeal_or_renew(seller: Person, viewer: Person, stranger: Person, moderator: Person) -> None:
    product = rejected(make_product(seller.company), moderator)
    for person, status in ((viewer, 403), (stranger, 404)):
        assert person.client.post(f"{MINE}{product.ref}/appeal/", {"words": "No."}).status_code == status
        assert person.client.post(f"{MINE}{product.ref}/renewal/").status_code in {status, 409}
    assert viewer.client.post(f"{MINE}renewal/").status_code == 403
    assert ListingReview.objects.get().appealed_at is None and state_of(product) == "rejected"


def test_what_was_rejected_is_handed_in_anew_only_when_changed(seller: Person, moderator: Person) -> None:
    product = rejected(make_product(seller.company), moderator)
    answer = seller.client.post(f"{MINE}{product.ref}/publication/", {"action": "publish"})
    assert answer.status_code == 409 and state_of(product) == "rejected"
    url = f"{MINE}{product.ref}/"
    seller.client.post(url, form_data(base=base_of(seller.client, url), save="publish", brand="Hanbit"))
    assert state_of(product) == "in_review", "a trusted firm, too: somebody looks at what it changed"
    assert ListingReview.objects.waiting().get().is_again


# -- expiry and the table ---------------------------------------------------------------------------------------


def ending(person: Person, sku: str, days: int, **fields: Any) -> Product:
    return make_product(person.company, sku, expires_at=timezone.now() + timedelta(days=days), **fields)


def test_one_click_renews_one_the_ticked_or_all(seller: Person) -> None:
    soon, gone = ending(seller, "S", 3), ending(seller, "G", -3, state="expired")
    more = [ending(seller, f"M{n}", -1, state="expired") for n in range(3)]
    assert "expires on" in seller.client.get(soon.get_absolute_url()).content.decode()
    assert seller.client.post(f"{MINE}{soon.ref}/renewal/").status_code == 302
    assert not Product.objects.get(pk=soon.pk).expires_soon
    seller.client.post(f"{MINE}bulk/", {"action": "renew", "ref": [gone.ref]})
    assert state_of(gone) == "published"
    page = seller.client.post(f"{MINE}renewal/", follow=True).content.decode()
    assert "3 listings renewed." in page and {state_of(one) for one in more} == {"published"}


def test_renewing_looks_at_expired_listings_as_if_new(seller: Person) -> None:
    ending(seller, "A", -1, state="expired", title="Assault rifle")
    fresh = fresh_firm()
    ending(fresh, "B", -1, state="expired")
    seller.client.post(f"{MINE}renewal/")
    fresh.client.post(f"{MINE}renewal/")
    assert Product.objects.filter(state="in_review").count() == 2
    assert sorted(ListingReview.objects.values_list("is_first", flat=True)) == [False, True]


def test_every_edit_and_new_price_counts_as_confirmation(seller: Person) -> None:
    first, second = ending(seller, "A", 3), ending(seller, "B", 3)
    first.revise(seller.actor, {"brand": "Hanbit"})
    second.reprice(seller.actor, None if second.first_price is None else second.first_price.amount, second.moq)
    assert not Product.objects.expiring().exists()


def test_the_table_has_a_tab_for_each_state_with_its_count(seller: Person, moderator: Person) -> None:
    ending(seller, "S", 3)
    rejected(make_product(seller.company, "R"), moderator)
    make_product(seller.company, "E", state="expired")
    page = seller.client.get(MINE).content.decode()
    for state in ("published", "rejected", "expired", "expiring"):
        assert f"?state={state}" in page
    assert "?state=paused" not in page
    shown = seller.client.get(f"{MINE}?state=expiring").content.decode()
    assert "Renew all that expire" in shown and "1 to 1" not in shown
    assert seller.client.get(f"{MINE}?state=nonsense").status_code == 200


def test_the_tables_queries_do_not_grow(seller: Person, moderator: Person) -> None:
    ending(seller, "S0", 3)
    rejected(make_product(seller.company, "R0"), moderator)
    few = queries_of(seller.client, MINE)
    for number in range(5):
        ending(seller, f"S{number + 1}", 3)
        rejected(make_product(seller.company, f"R{number + 1}"), moderator)
    assert queries_of(seller.client, MINE) == few


# -- who hears of it --------------------------------------------------------------------------------------------


def test_the_firm_is_told_of_decisions(seller: Person, colleague: Person, moderator: Person) -> None:
    product = make_product(seller.company)
    other = waiting(seller.company, "O-1", "Bushing of brass")
    rejected(product, moderator)
    other.approve(moderator.actor, mark_of(other))
    relay.deliver_all()
    for person in (seller, colleague):
        text = person.client.get("/my/notifications/").content.decode()
        assert "was rejected – Text or pictures mislead" in text and "is on the market" in text
