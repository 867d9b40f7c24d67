"""The back offices: Django's (`staff/`), whose pages are those of its models, and Wagtail's (`editors/`).

Who may not enter opens nothing and writes nothing; staff open what their permissions name and nothing else.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models
from django.urls import reverse

from companies.models import User
from portal.demo.founding import DOMAIN
from tests.access.addresses import Found, every_address, explore
from tests.access.corpus import share_of
from tests.access.test_matrix import IS_FULL, SHARE, send
from tests.access.world import World
from tests.cast import signed_in
from tests.cms.desk_cast import with_role

OUTSIDE = ("visitor", "newcomer", "seller", "own viewer", "foreign owner", "own former")
# What an administrator alone does in the editors' office.
OF_ADMINISTRATORS = ("wagtailusers", "wagtailsites", "wagtailadmin_workflows:", "wagtailadmin_collections:")
READING = ("changelist", "change", "history")
ALSO = {"consultations.room": "companies.suspend_company"}  # read by whoever has this permission
CHOOSERS = ("wagtailadmin_workflows:task_cho",)  # names to choose from
BREAKS = "/failwhale/"  # on purpose, to try the page of faults
FOR_ALL_STAFF = {"wagtailadmin_sprite"}  # the office's icons
# One's own: choices, that one is at a page, and that one hears of it.
NOTES = {"wagtailusers_userprofile", "wagtailcore_pagesubscription", "wagtailadmin_editingsession"}


@pytest.fixture(scope="module")
def people(world: World) -> World:
    """The world, with everybody who has something to do in an office."""
    for name in ("editor", "admin"):
        world.clients[name] = signed_in(User.objects.get(email=f"{name}@{DOMAIN}"))
    world.clients["news editor"] = with_role("news-editor@roles.example", "editor").client
    for group in ("Reviewers", "Desk"):
        person = with_role(f"{group.lower()}@roles.example", "editor", "events")
        person.user.groups.set([Group.objects.get(name=group)])
        person.user.is_staff = True
        person.user.save(update_fields=["is_staff"])
        world.clients[group] = person.client
    return world


def is_tried(*words: str) -> bool:
    """One in so many, the same in every run."""
    return IS_FULL or share_of(*words) % SHARE == 0


def user_of(client: Any) -> User:
    found: User = User.objects.get(pk=client.session["_auth_user_id"])
    return found


def rows_of_staff() -> Iterator[tuple[type[models.Model], str, str]]:
    """Of each model: its acts and where they are, on its newest row."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield model, "changelist", reverse(f"{name}_changelist")
        yield model, "add", reverse(f"{name}_add")
        row = model._base_manager.order_by("-pk").first()
        for act in ("change", "delete", "history") if row else ():
            yield model, act, reverse(f"{name}_{act}", args=[row.pk])


def may(user: User, model: type[models.Model], act: str) -> bool:
    name = f"{model._meta.app_label}.{{}}_{model._meta.model_name}"
    powers = [name.format(power) for power in (("view", "change") if act in READING else (act,))]
    also = ALSO.get(model._meta.label_lower) if act in READING else None
    return any(user.has_perm(power) for power in [*powers, *([also] if also else [])])


def test_nobody_from_outside_enters_the_staffs_office(people: World) -> None:
    wrong = []
    for _model, _act, path in rows_of_staff():
        for role in (*OUTSIDE, "editor", "news editor"):
            for method in ("get", "post"):
                if not is_tried(role, path, method):
                    continue
                status, refused, written = send(people, role, path, method)
                if written or not (refused or status == 302):
                    wrong.append(f"{method} {path} as {role}: {status} {written}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("role", ["clerk", "moderator", "Desk", "Reviewers"])
def test_staff_open_what_their_permissions_name(people: World, role: str) -> None:
    user, wrong, kept_out = user_of(people.clients[role]), [], 0
    for model, act, path in rows_of_staff():
        status, refused, _written = send(people, role, path, "get")
        kept_out += refused
        if status == 200 and not may(user, model, act):
            wrong.append(f"get {path} as {role}: {status}")
        status, _refused, written = send(people, role, path, "post")
        if status >= 500 or (written and not may(user, model, act)):
            wrong.append(f"post {path} as {role}: {status} {written}")
    assert wrong == [], "\n".join(wrong)
    assert kept_out > 10


def test_what_the_administrator_opens_is_there(people: World) -> None:
    """So that what the others are refused is something; what must not be changed by hand is refused to them too."""
    found = dict.fromkeys(("changelist", "add", "change", "delete", "history"), 0)
    for _model, act, path in rows_of_staff():
        status, _refused, _written = send(people, "admin", path, "get")
        assert status in {200, 302, 403}, f"{path}: {status}"
        found[act] += status == 200
    assert found["changelist"] == len(admin.site._registry) and found["change"] > 10 and found["history"] > 10, found


# -- the editors' office ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(people: World) -> Found:
    """What the administrator's pages lead to."""
    found = Found()
    starts = [one.of_nothing for one in every_address() if one.route.startswith("editors/") and not one.takes_something]
    starts = [one for one in starts if "/log" not in one and not one.endswith(BREAKS)]
    explore(found, "admin", people.clients["admin"], starts, within="/editors/")
    assert found.broken == [], found.broken
    people.found.forms.update(found.forms)
    return found


def offices(desk: Found) -> Iterator[tuple[str, str]]:
    """Each kind of address once, of a real row where a page leads to one."""
    for address in every_address():
        if address.route.startswith("editors/") and "log" not in address.name.rpartition("_")[2]:
            yield address.name, desk.path_of(address) or address.of_nothing


def test_nobody_from_outside_enters_the_editors_office(people: World, desk: Found) -> None:
    wrong, tried = [], 0
    for name, path in offices(desk):
        for role in ("visitor", "seller", "clerk"):
            for method in ("get", "post"):
                if not is_tried(role, path, method):
                    continue
                status, refused, written = send(people, role, path, method)
                tried += 1
                if written or not (refused or status == 302 or name in FOR_ALL_STAFF):
                    wrong.append(f"{method} {path} ({name}) as {role}: {status} {written}")
    assert wrong == [], "\n".join(wrong)
    assert tried > 300, tried


@pytest.mark.parametrize("role", ["editor", "news editor"])
def test_editors_do_nothing_of_administrators(people: World, desk: Found, role: str) -> None:
    wrong = []
    for name, path in offices(desk):
        if not (is_tried(role, path) or name.startswith(OF_ADMINISTRATORS)):
            continue
        status, refused, written = send(people, role, path, "get")
        written = [one for one in written if one.partition(" ")[2] not in NOTES]
        is_real = "nothing-there" not in path and not path.endswith(BREAKS)  # of what is no number Wagtail makes a 500
        if (status >= 500 and is_real) or written:
            wrong.append(f"get {path} ({name}) as {role}: {status} {written}")
        if name.startswith(OF_ADMINISTRATORS) and not name.startswith(CHOOSERS):
            status, refused, written = send(people, role, path, "post")
            if written or not (refused or status == 302):
                wrong.append(f"post {path} ({name}) as {role}: {status} {written}")
    assert wrong == [], "\n".join(wrong)
