"""All addresses of the portal by the resolver, and those of real things, found as people find them: in the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.access.enter import Forms
from tests.access.markup import LEADING, Given, tags

NOTHING = {"int": "7", "document": "terms"}  # what stands in for an argument of which the pages know no value
GIVEN = {"kind": "product", "size": "small", "ending": "jpg", "language": "en", "name": "nothing.csv"}
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
FREE = {None, "", "text", "search", "url", "email", "tel"}  # kinds of boxes that take any words
GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")


@dataclass(frozen=True)
class Address:
    """One pattern: its name with its namespaces, and its route."""

    name: str
    route: str

    @property
    def takes_something(self) -> bool:
        return "<" in self.route

    @property
    def of_nothing(self) -> str:
        """A path that fits, of a thing that is not there."""
        route = GROUP.sub(lambda found: GIVEN.get(found[1], "nothing-there"), self.route)
        route = re.sub(r"[\^$?]", "", route.replace("\\", ""))
        return "/" + ARGUMENT.sub(lambda one: NOTHING.get(one[1], GIVEN.get(one[2], "nothing-there")), route)


def every_address(resolver: Any = None, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Address]:
    """In the order in which they are tried; what has no name goes by its route."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern).removeprefix("^")  # as a match names it
        if isinstance(one, URLResolver):
            yield from every_address(one, route, spaces + ((one.namespace,) if one.namespace else ()))
        elif isinstance(one, URLPattern):
            yield Address(":".join((*spaces, one.name or route)), route)


@cache  # most pages have the same fifty links, and there are eight hundred patterns
def address_of(path: str) -> Address | None:
    try:
        found = resolve(path)
    except Resolver404:
        return None
    route = found.route.removeprefix("^")
    return Address(found.view_name if found.url_name else ":".join((*found.namespaces, route)), route)


def plain(route: str) -> str:
    """The same for `<slug:ref>` and `(?P<key>[^/]+)`."""
    return re.sub(r"[\^$]", "", ARGUMENT.sub("<>", GROUP.sub("<>", route)))


def stem_of(route: str) -> tuple[str, str]:
    """Up to the last argument, and what follows it."""
    stem, _sign, rest = plain(route).rpartition("<>")
    return f"{stem}<>", rest


@dataclass
class Form:
    """What a browser would send if its reader pressed the button at once."""

    action: str
    is_post: bool
    fields: dict[str, list[str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)  # names of the boxes that one writes into freely
    files: set[str] = field(default_factory=set)

    def put(self, name: str | None, value: str) -> None:
        if name and name != "csrfmiddlewaretoken":
            self.fields.setdefault(name, []).append(value)


class Page:
    """The links and forms of one page, and what Enter does in them."""

    def __init__(self, at: str) -> None:
        self.at, self.links, self.forms, self.enter = at, list[str](), list[Form](), Forms()
        self.known: set[str] = set()  # links as they are written
        self.form: Form | None = None
        self.choice: str | None = None

    @classmethod
    def read(cls, at: str, html: str) -> "Page":
        page = cls(at)
        for tag, given, text in tags(html):
            page.enter.take(tag, given)
            page.take(tag, given, text)
        return page

    def take(self, tag: str, given: Given, text: str) -> None:
        for key in LEADING:
            if (value := given.get(key)) and value not in self.known:
                self.known.add(value)
                self.links.append(urlsplit(urljoin(self.at, value)).path)
        if tag == "form":
            self.begin(given)
        elif tag == "/form":
            self.form = None
        elif tag in {"select", "/select"}:
            self.choice = given.get("name")
        elif self.form is not None:
            self.fill(self.form, tag, given, text)

    def begin(self, given: Given) -> None:
        action = urlsplit(urljoin(self.at, given.get("action") or self.at)).path
        self.form = Form(action, (given.get("method") or "").lower() == "post")
        self.forms.append(self.form)

    def fill(self, form: Form, tag: str, given: Given, text: str) -> None:
        name, value = given.get("name"), given.get("value") or ""
        if tag == "input":
            self.fill_box(form, name, given)
        elif tag == "button":
            form.put(name, value)
        elif tag == "option" and "selected" in given:
            form.put(self.choice, value)
        elif tag == "textarea":
            form.texts |= {name} if name else set()
            form.put(name, text)

    def fill_box(self, form: Form, name: str | None, given: Given) -> None:
        kind = given.get("type")
        if name and kind in FREE:
            form.texts.add(name)
        if name and kind == "file":
            form.files.add(name)
        is_choice = kind in {"checkbox", "radio"}
        if kind not in {"file", "submit", "button"} and (not is_choice or "checked" in given):
            form.put(name, given.get("value") or ("on" if is_choice else ""))


@dataclass
class Found:
    """Real things: by the address' route, the paths of the pages, who saw them, and what their forms send."""

    paths: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # route: {account: paths}
    forms: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # path: what was filled in
    boxes: dict[tuple[str, str], list[Form]] = field(default_factory=dict)  # (account, path): what is written into
    stems: dict[str, dict[str, str]] = field(default_factory=dict)  # {account: {route up to an argument: path}}
    broken: list[str] = field(default_factory=list)
    enters: list[str] = field(default_factory=list)  # forms in which Enter presses the wrong button
    seen: set[tuple[str, str]] = field(default_factory=set)  # (account, path) that opened
    files: set[tuple[str, str]] = field(default_factory=set)  # those of them that are no pages

    def add(self, account: str, path: str) -> bool:
        """Whether it is the first of its kind for this account."""
        address = address_of(path)
        if address is None or not address.takes_something:
            return False
        self.learn(account, address.route, path)
        paths = self.paths.setdefault(address.route, {}).setdefault(account, [])
        if path not in paths and len(paths) < 3:
            paths.append(path)
        return len(paths) == 1 and paths[0] == path

    def learn(self, account: str, route: str, path: str) -> None:
        """What stands for the arguments of this route stands for them in others that begin like it, and at the API."""
        stems = self.stems.setdefault(account, {})
        places = list(zip(route.split("/"), path.lstrip("/").split("/"), strict=False))
        if len(places) != len(route.split("/")) or "(" in route:
            return
        for number, (piece, _value) in enumerate(places, 1):
            if piece.startswith("<") and piece.endswith(">"):
                stem = plain("/".join(one for one, _ in places[:number]))
                start = "/" + "/".join(value for _, value in places[:number])
                stems.setdefault(stem, start)
                stems.setdefault(f"api/v1/{stem.removeprefix('my/')}", f"/api/v1/{start[1:].removeprefix('my/')}")

    def path_of(self, address: Address, account: str = "") -> str | None:
        """Of a thing that the account has seen, or anybody."""
        if not address.takes_something:
            return address.of_nothing
        known = self.paths.get(address.route, {})
        for one in [account] if account else list(known):
            if paths := known.get(one):
                return paths[0]
        stem, rest = stem_of(address.route)
        for one in [account] if account else list(self.stems):
            if start := self.stems.get(one, {}).get(stem):
                return start + rest
        return None


SKIPPED = ("/static/", "/media/", "/staff/", "/editors/", "/ko/", "/accounts/logout/", "/api/")


def explore(found: Found, account: str, client: Client, starts: list[str], within: str = "") -> None:
    """Open one page of each kind that nobody has opened yet, and note all that its links and forms lead to."""

    def leads_on(path: str) -> bool:
        return path.startswith(within) if within else not path.startswith(SKIPPED)

    waiting = [path for path in starts if leads_on(path)]
    opened = {address.route for _one, path in found.seen if (address := address_of(path)) and address.takes_something}
    while waiting:
        path = waiting.pop(0)
        address = address_of(path)
        if address is None or (address.takes_something and address.route in opened):
            continue
        answer = client.get(path)
        if answer.status_code >= 500:
            found.broken.append(f"{account} {path}: {answer.status_code}")
        if answer.status_code == 200:
            opened.add(address.route)
            found.seen.add((account, path))
            if "html" not in answer.headers.get("Content-Type", ""):
                found.files.add((account, path))
            links = links_to_follow(found, account, path, answer)
            waiting += [link for link in links if leads_on(link) and found.add(account, link)]


def links_to_follow(found: Found, account: str, path: str, answer: Any) -> list[str]:
    """All links; the forms are noted."""
    if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
        return []
    page = Page.read(path, answer.content.decode())
    found.enters += [f"{account} {path}: {one}" for one in page.enter.wrong]
    for form in page.forms:
        if form.is_post:
            found.forms.setdefault(form.action, form.fields)
        if form.texts or form.files:
            known = found.boxes.setdefault((account, form.action), [])
            if all(form.texts | form.files != one.texts | one.files for one in known):
                known.append(form)
    return page.links
