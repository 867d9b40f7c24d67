"""Reporting a product or an offer, and what our staff make of it."""

import re
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product, Report, ReportCase
from catalog.reports import models as reporting
from notifications.models import Notification
from offers.models import Offer
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.offers.conftest import make_offer
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
DESK = "/desk/reports/"
SECRETS = ("Hanbit", "hanbit", "Seller")


@pytest.fixture
def offer(seller: Person) -> Offer:
    return make_offer(seller)


@pytest.fixture
def second(moderator: Person) -> Person:
    """Another moderator."""
    person = make_person("second@programme.example", is_staff=True)
    person.user.groups.set(moderator.user.groups.all())
    return person


def asking(about: str) -> str:
    return f"/reports/new/?about={about}"


def of_offer(offer: Offer) -> str:
    return asking(f"offer:{offer.ref}")


def said(**changes: str) -> dict[str, str]:
    return {"reason": "counterfeit", "note": "The logo is ours.", **changes}


def reported(who: Person, url: str, **changes: str) -> ReportCase:
    response = who.client.post(url, said(**changes))
    assert response.status_code == 302, response.content.decode()
    return ReportCase.objects.latest("pk")


def judgement(staff: Person, case: ReportCase, act: str, **changes: str) -> dict[str, str]:
    """What the moderator's page sends, with its mark of what was seen."""
    page = staff.client.get(f"{DESK}{case.ref}/").content.decode()
    mark = re.search(r'name="mark" value="([^"]*)"', page)
    words = {"reason": "counterfeit", "words": "Take the logo off.", "reply": ""}
    return {"mark": mark[1] if mark else "", "act": act, **words, **changes}


def decide(staff: Person, case: ReportCase, act: str, **changes: str) -> int:
    given = judgement(staff, case, act, **changes)
    return staff.client.post(f"{DESK}{case.ref}/decision/", given).status_code


def now(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def told(who: Person) -> list[str]:
    deliver_all()
    return sorted(Notification.objects.filter(user=who.user).values_list("kind", flat=True))


# -- reporting --------------------------------------------------------------------------------------------------


def test_a_stranger_is_led_to_sign_in_and_a_newcomer_to_a_company(
    visitor: Client, newcomer: Person, offer: Offer
) -> None:
    assert f"/reports/new/?about=offer:{offer.ref}" in visitor.get(offer.get_absolute_url()).content.decode()
    for send in (visitor.get, lambda url: visitor.post(url, said())):
        response = send(of_offer(offer))
        assert response.status_code == 302 and "/accounts/login/" in response["Location"]
        assert "about%3Doffer" in response["Location"]
    assert newcomer.client.post(of_offer(offer), said())["Location"] == "/my/company/new/"
    assert not Report.objects.exists()


def test_whoever_only_looks_may_report_and_finds_it_among_their_own(
    buyer: Person, product: Product, moderator: Person
) -> None:
    reader = make_person("reader@nordwerk.example", buyer.company, "viewer")
    page = reader.client.get(product.get_absolute_url()).content.decode()
    assert "Report this product" in page
    assert reader.client.get(asking(f"product:{product.ref}")).status_code == 200
    case = reported(reader, asking(f"product:{product.ref}"))
    assert (case.title, case.owner, case.state) == (product.title, product.company, "open")
    assert product.title in reader.client.get("/my/reports/").content.decode()
    assert product.title in reader.client.get("/my/reports/?state=waiting").content.decode()
    assert product.title not in buyer.client.get("/my/reports/").content.decode(), "nor do colleagues see it"


def test_nobody_reports_their_own_from_whichever_of_their_companies(seller: Person, stranger: Person) -> None:
    offer = make_offer(seller)
    assert "/reports/new/" not in seller.client.get(offer.get_absolute_url()).content.decode()
    stranger.user.memberships.create(company=offer.company, role="viewer")
    for person in (seller, stranger):
        assert person.client.get(of_offer(offer)).status_code == 403
        assert person.client.post(of_offer(offer), said()).status_code == 403
    assert not ReportCase.objects.exists()


@pytest.mark.parametrize("about", ["", "offer", "offer:O-NOPE", "company:hanbit", "offer:%00", ":", "product:'"])
def test_what_is_not_there_or_no_such_thing_is_not_found(buyer: Person, about: str) -> None:
    assert buyer.client.get(asking(about)).status_code == 404
    assert buyer.client.post(asking(about), said()).status_code == 404


def test_what_one_may_not_see_one_cannot_report(buyer: Person, seller: Person) -> None:
    draft = make_offer(seller, publish=False)
    assert buyer.client.post(of_offer(draft), said()).status_code == 404
    assert not Report.objects.exists()


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(buyer: Person, offer: Offer) -> None:
    for given in ({"note": "Look at this"}, {"reason": "no such", "note": "Look at this"}):
        response = buyer.client.post(of_offer(offer), given)
        assert response.status_code == 422 and "Look at this" in response.content.decode()
    assert buyer.client.post(of_offer(offer), {"reason": "other", "note": ""}).status_code == 422
    assert buyer.client.post(of_offer(offer), {"reason": "other", "note": "\u200b"}).status_code == 422
    assert not Report.objects.exists()


def test_the_same_person_reports_once_while_it_waits_and_several_make_one_case(
    buyer: Person, stranger: Person, offer: Offer, moderator: Person
) -> None:
    case = reported(buyer, of_offer(offer))
    assert "reported this already" in buyer.client.get(of_offer(offer)).content.decode()
    again = buyer.client.post(of_offer(offer), said(note="Once more"))
    assert again.status_code == 409 and "Once more" in again.content.decode()
    assert reported(stranger, of_offer(offer), reason="misleading") == case
    page = moderator.client.get(DESK).content.decode()
    assert page.count(f"{DESK}{case.ref}/") == 1 and "Counterfeit" in page and "Misleading" in page
    assert decide(moderator, case, "dismiss") == 302
    assert reported(buyer, of_offer(offer)) != case, "what was decided can be reported anew"


def test_a_company_reports_twenty_times_a_day(
    buyer: Person, offer: Offer, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "MOST_A_DAY", 1)
    reported(buyer, of_offer(offer))
    colleague = make_person("other@nordwerk.example", buyer.company, "buyer")
    response = colleague.client.post(asking(f"product:{product.ref}"), said(note="And this"))
    assert response.status_code == 409 and "And this" in response.content.decode()
    assert Report.objects.count() == 1


def test_hostile_words_are_shown_as_words(buyer: Person, offer: Offer, moderator: Person) -> None:
    case = reported(buyer, of_offer(offer), note="<script>alert(1)</script>\u202e{{ 7 }} " + "x" * 1900)
    for client, url in ((moderator.client, f"{DESK}{case.ref}/"), (buyer.client, "/my/reports/")):
        page = client.get(url).content.decode()
        assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page and "\u202e" not in page
    assert buyer.client.post(of_offer(offer), said(note="x" * 2001)).status_code == 422


# -- deciding ---------------------------------------------------------------------------------------------------


def test_for_everybody_but_staff_there_is_no_desk_and_a_clerk_only_looks(
    buyer: Person, clerk: Person, visitor: Client, offer: Offer
) -> None:
    case = reported(buyer, of_offer(offer))
    for client in (visitor, buyer.client):
        for url in (DESK, f"{DESK}{case.ref}/"):
            assert client.get(url).status_code == 404
        assert client.post(f"{DESK}{case.ref}/decision/", {"act": "dismiss"}).status_code == 404
    assert offer.title in clerk.client.get(DESK).content.decode()
    assert decide(clerk, case, "down", mark=offer.updated_at.isoformat()) == 403
    assert (now(case).state, now(offer).state) == ("open", "open")


def test_nobody_decides_on_what_is_of_a_firm_of_their_own(buyer: Person, offer: Offer, moderator: Person) -> None:
    case = reported(buyer, of_offer(offer))
    offer.company.memberships.create(user=moderator.user, role="viewer")
    assert offer.title not in moderator.client.get(DESK).content.decode()
    assert moderator.client.post(f"{DESK}{case.ref}/decision/", {"act": "dismiss"}).status_code == 404
    assert now(case).state == "open"


def test_filters_narrow_and_nothing_fitting_says_so(
    buyer: Person, offer: Offer, product: Product, moderator: Person
) -> None:
    reported(buyer, of_offer(offer))
    reported(buyer, asking(f"product:{product.ref}"), reason="category")
    for query, number in {
        "": 2,
        "kind=offer": 1,
        "reason=category": 1,
        "q=hanbit": 2,
        f"q={offer.ref}": 1,
        "q=zzz": 0,
        "state=down": 0,
        "state=appealed": 0,
        "state=x&kind=x&page=x": 2,
    }.items():
        response = moderator.client.get(f"{DESK}?{query}")
        assert response.status_code == 200 and response.context["page"].paginator.count == number, query
    assert "Reports" in moderator.client.get("/desk/").content.decode()


def test_dismissed_the_reporter_is_told_and_the_company_never_hears_of_it(
    buyer: Person, seller: Person, offer: Offer, moderator: Person
) -> None:
    case = reported(buyer, of_offer(offer))
    assert decide(moderator, case, "dismiss", words="", reply="The brand is their own.") == 302
    assert (now(case).state, now(offer).state) == ("dismissed", "open")
    assert told(buyer) == ["report.settled"] and told(seller) == []
    page = buyer.client.get("/my/reports/").content.decode()
    assert "Dismissed" in page and "The brand is their own." in page
    assert seller.client.get(f"/reports/{case.ref}/").status_code == 404
    assert offer.title not in seller.client.get("/my/reports/received/").content.decode()


def test_against_a_company_words_are_needed_and_what_was_typed_stays(
    buyer: Person, offer: Offer, moderator: Person
) -> None:
    case = reported(buyer, of_offer(offer))
    given = judgement(moderator, case, "down", words="", reply="Thank you so much")
    response = moderator.client.post(f"{DESK}{case.ref}/decision/", given)
    assert response.status_code == 422 and "Thank you so much" in response.content.decode()
    assert decide(moderator, case, "no such") == 422
    assert now(case).state == "open"


def test_a_change_is_asked_and_put_right(buyer: Person, seller: Person, offer: Offer, moderator: Person) -> None:
    case = reported(buyer, of_offer(offer))
    assert decide(moderator, case, "change") == 302
    assert now(offer).state == "open" and told(seller) == ["report.change_asked"]
    page = seller.client.get(f"/reports/{case.ref}/").content.decode()
    assert "Take the logo off." in page and "Put it right" in page
    assert "Nordwerk" not in page and buyer.user.email not in page, "who reported it is not named"
    assert "Our staff ask you to change this" in seller.client.get(offer.get_absolute_url()).content.decode()
    assert offer.title in seller.client.get("/my/").content.decode()
    offer.revise(seller.actor, title="Bearings, plain")
    assert "changed it since" in moderator.client.get(f"{DESK}{case.ref}/").content.decode()
    assert moderator.client.post(f"{DESK}{case.ref}/change/").status_code == 302
    assert moderator.client.post(f"{DESK}{case.ref}/change/").status_code == 409
    assert now(case).state == "put_right" and told(buyer) == ["report.settled", "report.settled"]


def test_a_change_that_is_not_made_leads_to_a_take_down(buyer: Person, offer: Offer, moderator: Person) -> None:
    case = reported(buyer, of_offer(offer))
    assert decide(moderator, case, "change") == 302
    assert decide(moderator, case, "down") == 302
    assert (now(case).state, now(offer).state) == ("down", "rejected")


def test_what_was_changed_since_the_page_was_opened_is_looked_at_again(
    buyer: Person, seller: Person, offer: Offer, moderator: Person
) -> None:
    case = reported(buyer, of_offer(offer))
    given = judgement(moderator, case, "down", words="Not so.")
    offer.revise(seller.actor, title="Bearings, plain")
    response = moderator.client.post(f"{DESK}{case.ref}/decision/", given)
    assert response.status_code == 409 and "Not so." in response.content.decode()
    assert (now(case).state, now(offer).state) == ("open", "open")
    assert decide(moderator, case, "down") == 302


def test_what_is_gone_meanwhile_cannot_be_taken_down(
    buyer: Person, seller: Person, offer: Offer, moderator: Person
) -> None:
    case = reported(buyer, of_offer(offer))
    offer.withdraw(seller.actor)
    assert decide(moderator, case, "down") == 409
    assert now(case).state == "open"
    assert decide(moderator, case, "dismiss") == 302


def test_the_second_moderator_is_told(buyer: Person, offer: Offer, moderator: Person, second: Person) -> None:
    case = reported(buyer, of_offer(offer))
    late = judgement(second, case, "dismiss")
    assert decide(moderator, case, "down") == 302
    response = second.client.post(f"{DESK}{case.ref}/decision/", late)
    assert response.status_code == 409 and "Nothing was done twice" in response.content.decode()
    assert now(case).state == "down" and now(case).decided_by == moderator.user


# -- its company ------------------------------------------------------------------------------------------------


def test_an_offer_is_taken_down_and_comes_back_on_appeal_once(
    buyer: Person, seller: Person, viewer: Person, offer: Offer, moderator: Person, second: Person
) -> None:
    case = reported(buyer, of_offer(offer))
    assert decide(moderator, case, "down") == 302
    assert buyer.client.get(offer.get_absolute_url()).status_code == 404
    assert told(seller) == ["report.taken_down"], "told once, not also as of a rejected offer"
    url = f"/reports/{case.ref}/"
    assert viewer.client.post(f"{url}appeal/", {"words": "No!"}).status_code == 403
    assert buyer.client.post(f"{url}appeal/", {"words": "No!"}).status_code == 404
    assert seller.client.post(f"{url}appeal/", {"words": " "}).status_code == 422
    assert seller.client.post(f"{url}appeal/", {"words": "We own the brand."}).status_code == 302
    assert seller.client.post(f"{url}appeal/", {"words": "Again."}).status_code == 409
    assert offer.title in moderator.client.get(f"{DESK}?state=appealed").content.decode()
    answer = {"decision": "grant", "words": "You are right."}
    assert moderator.client.post(f"{DESK}{case.ref}/appeal/", answer).status_code == 403, "who decided answers not"
    assert second.client.post(f"{DESK}{case.ref}/appeal/", {**answer, "words": ""}).status_code == 422
    assert second.client.post(f"{DESK}{case.ref}/appeal/", answer).status_code == 302
    assert second.client.post(f"{DESK}{case.ref}/appeal/", answer).status_code == 409
    assert now(offer).state == "open" and now(case).outcome == "granted"
    assert buyer.client.get(offer.get_absolute_url()).status_code == 200
    assert told(seller) == ["report.appeal_answered", "report.taken_down"]
    assert "You are right." in seller.client.get(url).content.decode()
    assert "it stays as it is" in buyer.client.get("/my/reports/").content.decode()


def test_a_refused_appeal_leaves_it_down(buyer: Person, seller: Person, offer: Offer, moderator: Person) -> None:
    case = reported(buyer, of_offer(offer))
    decide(moderator, case, "down")
    now(case).appeal(seller.actor, "We own the brand.")
    answer = {"decision": "deny", "words": "No paper shows it."}
    assert moderator.client.post(f"{DESK}{case.ref}/appeal/", answer).status_code == 302, "nobody else is there"
    assert now(offer).state == "rejected" and now(case).outcome == "refused"
    assert seller.client.post(f"/reports/{case.ref}/appeal/", {"words": "Again."}).status_code == 409


def test_a_product_is_rejected_like_any_listing_and_its_appeal_is_copied(
    buyer: Person, seller: Person, product: Product, moderator: Person, second: Person
) -> None:
    case = reported(buyer, asking(f"product:{product.ref}"))
    assert decide(moderator, case, "down") == 302
    product = now(product)
    assert product.state == "rejected" and product.verdict.reason == "counterfeit"
    assert told(seller) == ["product.rejected"]
    assert seller.client.post(f"/reports/{case.ref}/appeal/", {"words": "Here?"}).status_code == 409
    product.appeal(seller.actor, "We own the brand.")
    now(product).settle_appeal(second.actor, True, "You are right.", product.seen_mark)
    deliver_all()
    assert (now(case).outcome, now(case).answer) == ("granted", "You are right.")


def test_of_an_unnamed_offer_nothing_tells_whose_it_is(buyer: Person, seller: Person, moderator: Person) -> None:
    hidden = make_offer(seller, is_anonymous=True, title="Bearings from stock")
    pages = [buyer.client.get(of_offer(hidden)).content.decode()]
    case = reported(buyer, of_offer(hidden))
    pages.append(buyer.client.get(of_offer(hidden)).content.decode())
    assert decide(moderator, case, "down", reply="Hanbit Bearings was told.") == 409, "the reply would name it"
    assert decide(moderator, case, "down", reply="Done.") == 302
    deliver_all()
    pages += [buyer.client.get(url).content.decode() for url in ("/my/reports/", "/my/notifications/", "/my/")]
    assert "Bearings from stock" in pages[2]
    for page in pages:
        assert [secret for secret in SECRETS if secret in page] == []
    assert buyer.client.get(f"/reports/{case.ref}/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(buyer: Person, seller: Person, moderator: Person) -> None:
    reported(buyer, of_offer(make_offer(seller, title="First")))
    one = queries_of(moderator.client, DESK)
    for number in range(3):
        reported(buyer, of_offer(make_offer(seller, title=f"Number {number}")))
    assert queries_of(moderator.client, DESK) == one
