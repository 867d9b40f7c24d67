"""The index of the back office: by what staff do, in their language, and no more than they may see."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission

from portal.backoffice import PACKAGES, TASKS
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> Person:
    return make_person("admin@programme.example", is_staff=True, is_superuser=True)


def index(person: Person) -> str:
    return person.client.get("/staff/").content.decode()


def headings(page: str) -> list[str]:
    return re.findall(r'<span class="section">([^<]+)</span>', page)


def test_every_list_has_its_task_once() -> None:
    """One that is registered anew shows up as rarely needed until somebody says what it is for."""
    named = [label for task in TASKS for label in task.lists]
    assert sorted(named) == sorted(model._meta.label for model in admin.site._registry)


def test_it_is_ordered_by_task_each_with_a_line(administrator: Person) -> None:
    page = index(administrator)
    assert headings(page) == [
        *("Who is on the portal", "What is sold", "Money", "Words and talk", "Safety of accounts"),
        *("The machine’s own", "Rarely needed"),
    ]
    for task in TASKS:
        assert str(task.about) in page
    assert (
        page.index(">Payments</a>") < page.index(">Refunds</a>") < page.index(">Plans</a>") < page.index(">Alarms</a>")
    )
    assert page.index('<details class="task-aside">') < page.index(">Tags</a>"), (
        "what nobody needs daily is folded away"
    )


def test_it_speaks_the_language_of_who_works_there(administrator: Person) -> None:
    administrator.user.language = "ko"
    administrator.user.save()
    page = index(administrator)
    assert headings(page) == [
        "포털 이용자",
        "거래되는 것",
        "돈",
        "글과 대화",
        "계정 보안",
        "시스템",
        "드물게 쓰는 목록",
    ]
    names = re.findall(r'<th scope="row"[^>]*><a href="[^"]*">([^<]+)</a>', page)
    assert len(names) == sum(len(task.lists) for task in TASKS)
    assert not [name for name in names if not re.search("[가-힣]", name)]
    factors = administrator.client.get("/staff/mfa/authenticator/").content.decode()
    assert "2단계 인증 수단" in factors and "authenticator" not in re.sub(r"<[^>]+>", "", factors)


def test_packages_have_names_that_say_something(administrator: Person) -> None:
    for label, name in PACKAGES.items():
        assert str(name) in administrator.client.get(f"/staff/{label}/").content.decode()


def test_who_may_see_little_is_shown_no_empty_tasks(moderator: Person) -> None:
    moderator.user.user_permissions.set([Permission.objects.get(codename="view_refund")])
    moderator.user.groups.clear()
    page = index(moderator)
    assert "Money" in headings(page) and "What is sold" not in headings(page) and ">Payments</a>" not in page
    assert ">Refunds</a>" in page


def test_strangers_and_traders_see_none_of_it(seller: Person, client: object) -> None:
    answer = seller.client.get("/staff/")
    assert answer.status_code in {302, 403} and "What is sold" not in answer.content.decode()


def test_each_list_opens_with_the_tasks_beside_it(administrator: Person) -> None:
    page = administrator.client.get("/staff/payments/refund/").content.decode()
    assert "Who is on the portal" in page and 'aria-current="page">Refunds' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


# What has no verbs of ours: groups, addresses and wishes of people, plans, the programme's own pictures and papers.
BY_HAND = {
    *("account.EmailAddress", "auth.Group", "notifications.MailPreference", "payments.Plan", "taggit.Tag"),
    *("wagtaildocs.Document", "wagtailimages.Image"),
}


def test_what_has_verbs_is_looked_up_and_not_edited(administrator: Person) -> None:
    """A thread or a community written by hand would reach neither its members, nor the search, nor the record."""
    lists = {model._meta.label: model._meta for model in admin.site._registry}
    assert lists.keys() > BY_HAND
    codes = {
        label: administrator.client.get(f"/staff/{meta.app_label}/{meta.model_name}/add/").status_code
        for label, meta in lists.items()
    }
    assert {label for label, code in codes.items() if code == 200} == BY_HAND
    assert {codes[label] for label in lists.keys() - BY_HAND} == {403}


def test_what_goes_on_and_what_is_over_are_said_in_words(administrator: Person) -> None:
    for path in ("/staff/core/alarm/?over_at__isempty=1", "/staff/payments/difference/?gone_at__isempty=1"):
        page = administrator.client.get(path).content.decode()
        assert "goes on</a>" in page and "Not empty" not in page
