"""The frame around every page."""

import re

from django.test import Client

from companies.models import Membership
from notifications.models import Notification
from tests.cast import Person, make_company, make_person


def page(client: Client, path: str = "/companies/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_names_its_language_and_its_sisters(db: None, visitor: Client) -> None:
    html = page(visitor, "/ko/companies/")
    assert '<html lang="ko"' in html
    assert '<link rel="alternate" hreflang="en" href="http://testserver/companies/">' in html
    assert '<link rel="alternate" hreflang="ko" href="http://testserver/ko/companies/">' in html


def test_the_theme_is_the_reader_s_choice_and_nothing_else_gets_into_it(db: None, visitor: Client) -> None:
    assert "data-theme" not in page(visitor)
    visitor.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in page(visitor)
    visitor.cookies["theme"] = '"><b>'
    assert "data-theme" not in page(visitor)


def test_choices_are_kept_and_lead_back_in_the_new_language(db: None, visitor: Client) -> None:
    posted = {"language": "ko", "currency": "KRW", "timezone": "Asia/Seoul", "theme": "dark", "next": "/companies/?q=a"}
    response = visitor.post("/preferences/", posted)
    assert response["Location"] == "/ko/companies/?q=a"
    html = page(visitor, "/ko/companies/")
    assert '<option value="Asia/Seoul" selected>' in html
    assert "<option selected>KRW</option>" in html


def test_a_time_zone_that_is_not_in_our_short_list_stays_chosen(db: None, visitor: Client) -> None:
    visitor.post("/preferences/", {"timezone": "Asia/Kathmandu"})
    assert '<option value="Asia/Kathmandu" selected>' in page(visitor)


def test_a_visitor_is_offered_to_sign_in_and_join(db: None, visitor: Client) -> None:
    html = page(visitor)
    assert 'href="/accounts/login/' in html
    assert 'href="/accounts/signup/' in html
    assert "Sign out" not in html


def test_a_member_sees_who_they_act_for_and_can_change_it(seller: Person) -> None:
    assert seller.company
    assert 'action="/my/acting-company/"' not in page(seller.client)
    second = make_company("Second House")
    Membership.objects.create(user=seller.user, company=second, role="owner")
    html = page(seller.client)
    assert "acting for Hanbit Bearings" in html
    assert f'name="company" value="{second.slug}"' in html


def test_the_current_place_is_marked(db: None, visitor: Client) -> None:
    assert re.search(r'href="/companies/" aria-current="page"', page(visitor))


def test_names_of_people_and_companies_are_escaped(db: None) -> None:
    person = make_person("mallory@mail.example", make_company("<script>alert(1)</script>"), name="<img src=x>")
    html = page(person.client)
    assert "<script>alert(1)" not in html
    assert "<img src=x>" not in html


def test_unread_notifications_are_counted(seller: Person) -> None:
    assert 'class="count' not in page(seller.client)
    Notification.objects.create(user=seller.user, event_id=1, kind="inquiry.sent", path="/my/")
    assert re.search(r'class="count[^>]*>1<', page(seller.client))
