"""The walk from link to link as one role: what answers, where it leads, and what it says; without a browser."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qs, urljoin, urlsplit

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import translate_url
from django.utils import translation

from cms.models import Consent, LegalVersion
from companies.models import Company, User
from portal.demo.founding import DOMAIN
from tests.screens.patterns import NOT_OURS, Lender, Pattern, patterns, route_of
from tests.screens.reading import Read
from tests.screens.words import untranslated

NEW = {"new-seller": "supplier", "new-buyer": "buyer", "new-steward": "intermediary"}  # with nothing yet, by kind
LESSER = {"salesperson": ("seller", "sales"), "onlooker": ("buyer", "viewer")}  # whose colleague, and as what
ROLES = ("visitor", "newcomer", *NEW, "seller", "buyer", "steward", "moderator", "editor", "admin", *LESSER)
HOSTS = {"", "testserver", urlsplit(settings.SITE_URL).netloc}
NOT_FOLLOWED = ("/static/", "/media/", "/editors/bulk/")  # a browser complains of the missing; wants what is ticked
MOST_ALIKE = 10  # of one kind, whatever filters stand in their addresses
MOST = 4000  # addresses of one role that are looked into, should the pages lead on and on


@dataclass
class Seen:
    """A page as one role met it in one language."""

    role: str
    path: str
    route: str
    language: str
    html: str
    is_given: bool = False  # the server does not serve it: the browser is given what stands here

    @cached_property
    def read(self) -> Read:
        return Read.of(self.html)

    @property
    def ours(self) -> bool:
        return not NOT_OURS.match(self.route)


@dataclass
class Fault:
    role: str
    path: str
    kind: str
    words: str


def client_of(role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.cookies["timezone"] = "Asia/Seoul"
    if role != "visitor":
        client.force_login(person(role))
    return client


def person(role: str) -> User:
    """The demonstration's, or somebody who has just signed up, and perhaps put their company on the market."""
    if role in LESSER:
        known, lesser = LESSER[role]
        user = colleague(person(known), lesser)
    else:
        email = f"{role}@{DOMAIN}"
        user = User.objects.filter(email=email).first() or User.objects.create(email=email, name="Bora Newcomer")
    if role in NEW and not user.memberships.exists():
        Company.found(user, name=f"Bora {NEW[role].title()} Works", kind=NEW[role], country="VN")
    Consent.give(user, LegalVersion.objects.to_agree().prefetch_related("texts"), Consent.Way.SIGNUP)
    return user


def colleague(of: User, role: str) -> User:
    company = of.memberships.order_by("pk")[0].company
    found = company.memberships.filter(role=role).exclude(user=of).first()
    return found.user if found else hired(company, role)


def hired(company: Company, role: str) -> User:
    user = User.objects.create(email=f"{role}.{company.slug}@{DOMAIN}", name="Bora Colleague")
    company.memberships.create(user=user, role=role)
    return user


@dataclass
class Walk:
    """All that one role can reach; of addresses that differ only by their object, `each` are looked into."""

    role: str
    languages: list[str]
    each: int
    wanted: Callable[[str], bool]
    lender: Lender
    elsewhere: set[str]  # addresses that an earlier role has found to answer: a link to them is not tried again
    seen: list[Seen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    routes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.client = client_of(self.role)
        self.looked: Counter[tuple[str, ...]] = Counter()
        self.queue: deque[tuple[str, str]] = deque()
        self.known: set[str] = set()

    def follow(self, starts: Iterable[str]) -> None:
        for path in starts:
            self.lead(path, "the list")
        tried = 0
        while self.queue and tried < MOST:
            path, origin = self.queue.popleft()
            route = route_of(urlsplit(path).path) or ""
            key = (kind_of(path, route), *sorted(parse_qs(urlsplit(path).query)))
            alike = ("filtered", key[0])
            most = self.each if not NOT_OURS.match(route) else 1
            if self.looked[key] < most and (len(key) == 1 or self.looked[alike] < MOST_ALIKE):
                self.looked.update([key, alike])
                tried += 1
                self.look(path, route, origin)
            elif route == "" or (path not in self.elsewhere and not urlsplit(path).query):
                self.answer(path, origin)

    def lead(self, link: str, origin: str) -> None:
        there = urlsplit(urljoin(origin if origin.startswith("/") else "/", link))
        if there.scheme not in {"", "http", "https"} or there.netloc not in HOSTS or not there.path:
            return
        path = there.path + (f"?{there.query}" if there.query else "")
        if path.startswith(NOT_FOLLOWED) or path in self.known:
            return
        self.known.add(path)
        if not path.startswith("/ko/"):  # those are asked for beside the page itself
            self.queue.append((path, origin))

    def look(self, path: str, route: str, origin: str) -> None:
        response = self.answer(path, origin)
        if response is None:
            return
        self.routes.add(route)
        self.lender.learn(urlsplit(path).path)
        if is_page(response) and self.wanted(path):
            for language in self.languages:
                self.keep(path, route, language, response)
        if is_page(response):
            page = Read.of(response.content.decode())
            for link in page.links:
                if link.startswith("#"):
                    made_by_script = NOT_OURS.match(route) and link.startswith("#tab-")  # Wagtail's tabs
                    if len(link) > 1 and link[1:] not in page.ids and not made_by_script:
                        self.complain(path, "dead link", f"{link} names no place of the page")
                else:
                    self.lead(link, path)

    def keep(self, path: str, route: str, language: str, response: HttpResponseBase) -> None:
        if language != settings.LANGUAGE_CODE:
            with translation.override(settings.LANGUAGE_CODE):
                path = translate_url(path, language)
            if not path.startswith(f"/{language}/"):
                return  # the offices speak the language of who works there
            found = self.answer(path, "its sister in English")
            if found is None or not is_page(found):
                return
            response = found
        seen = Seen(self.role, path, route, language, response.content.decode())  # type: ignore[attr-defined]
        self.seen.append(seen)
        self.faults += in_english(seen)

    def answer(self, path: str, origin: str) -> HttpResponseBase | None:
        """The answer, when it is one; a redirection is followed as a link."""
        response = self.client.get(path)
        if response.status_code >= 400:
            kind = "broken" if response.status_code >= 500 else "dead link"
            self.complain(path, kind, f"{response.status_code}, led to by {origin}")
            return None
        self.elsewhere.add(path)
        if "Location" in response:
            self.lead(response["Location"], path)
        return response

    def complain(self, path: str, kind: str, words: str) -> None:
        self.faults.append(Fault(self.role, path, kind, words))


def in_english(seen: Seen) -> Iterator[Fault]:
    if seen.ours and seen.language != settings.LANGUAGE_CODE and seen.read.language == seen.language:
        for words in untranslated(seen.read):
            yield Fault(seen.role, seen.path, "translation", words)


def is_page(response: HttpResponseBase) -> bool:
    return response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")


def kind_of(path: str, route: str) -> str:
    """The pages of the programme's site have one route for all; where they stand tells them apart."""
    if not route.startswith("^"):
        return route
    steps = urlsplit(path).path.strip("/").split("/")
    return f"{steps[0]}/{len(steps)}"


def forgotten(walks: list[Walk]) -> Iterator[tuple[Pattern, str]]:
    """The patterns to which nothing led, each tried by every role with what its neighbours have in their addresses."""
    visited = {route for walk in walks for route in walk.routes}
    for pattern in patterns():
        if pattern.route in visited:
            continue
        answers: Counter[int] = Counter()
        for path in walks[0].lender.addresses(pattern) if walks else ():
            for walk in walks:
                status = reached(walk, path, pattern)
                answers[status] += 1
                if status < 400:
                    break
            else:
                continue
            break
        else:
            yield pattern, why(answers)


def reached(walk: Walk, path: str, pattern: Pattern) -> int:
    response = walk.client.get(path)
    if response.status_code >= 500:
        walk.complain(path, "broken", f"{response.status_code}, of {pattern.route}")
    if response.status_code < 400:
        login = "/accounts/login/" in response.get("Location", "")
        if login:
            return 401
        walk.look(path, pattern.route, "its pattern")
    return response.status_code


def why(answers: Counter[int]) -> str:
    if not answers:
        return "nothing that could be put in its address"
    if 405 in answers:
        return "takes no visits, only what is sent"
    return "answered " + ", ".join(f"{status} ({count} times)" for status, count in answers.most_common())
