"""How complete a company's page is, and what would help it most: each point with the reason that a buyer has for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.models import Company

Test = Callable[[Company], bool]


@dataclass(frozen=True)
class Point:
    """`act` and `reason` are said while it is missing; `worth` is its part of the score."""

    section: str
    act: Any
    reason: Any
    worth: int
    is_done: Test
    for_sellers: bool = False


@dataclass(frozen=True)
class Score:
    percent: int
    missing: list[Point]
    done: int
    total: int

    @property
    def first(self) -> list[Point]:
        """What to do next: the three that are worth most."""
        return self.missing[:3]


def says_where(company: Company) -> bool:
    return bool(company.street and company.city)


def speaks_twice(company: Company) -> bool:
    return sum(bool(text.tagline) for text in company.texts.all()) > 1


POINTS = (
    Point(
        *("words", _("Say in one sentence what you make"), _("Buyers read it before anything else, also in search.")),
        *(16, lambda company: bool(company.text.tagline)),
    ),
    Point(
        *("pictures", _("Add your logo"), _("It stands beside your name in every list, offer and conversation.")),
        *(10, lambda company: bool(company.logo)),
    ),
    Point(
        *("making", _("Name your main products"), _("The directory finds you by them, and shows firms like yours.")),
        *(10, lambda company: bool(company.main_products), True),
    ),
    Point(
        *("pictures", _("Add a cover"), _("The first thing people see, here and where your address is shared.")),
        *(6, lambda company: bool(company.cover)),
    ),
    Point(
        "pictures",
        _("Add three photos of your workshop"),
        _("Buyers who cannot visit look for machines, people and packed goods."),
        *(10, lambda company: company.photos.count() >= 3),
    ),
    Point(
        *("registration", _("Give your registration number"), _("The programme needs it to check your company.")),
        *(10, lambda company: bool(company.registration_number)),
    ),
    Point(
        *("registration", _("Give your address"), _("A firm with a street is one that can be visited.")),
        *(6, says_where),
    ),
    Point(
        *("contact", _("Give an e-mail or a phone number"), _("You choose who may see them.")),
        *(6, lambda company: bool(company.email or company.phone)),
    ),
    Point(
        *("contact", _("Say when you work and which languages you answer in"), _("Partners see when to call you.")),
        *(6, lambda company: bool(company.opens_at and company.languages)),
    ),
    Point(
        "certificates",
        _("Add your certificates"),
        _("Many buyers filter by them: ISO 9001, CE, HACCP, organic."),
        *(6, lambda company: company.certificates.exists(), True),
    ),
    Point(
        *("words", _("Write a few sentences about the company"), _("How you work and for whom, in your own words.")),
        *(6, lambda company: bool(company.text.about)),
    ),
    Point(
        *("words", _("Add a second language"), _("A buyer who reads their own language asks sooner.")),
        *(4, speaks_twice),
    ),
    Point(
        *("making", _("Say which countries you sell to"), _("Buyers look for firms that know their market.")),
        *(4, lambda company: bool(company.markets), True),
    ),
    Point(
        *("basics", _("Say since when and how many you are"), _("Years and people are proof that costs nothing.")),
        *(4, lambda company: bool(company.founded_year and company.employees)),
    ),
)


def score_of(company: Company) -> Score:
    points = [point for point in POINTS if company.sells or not point.for_sellers]
    missing = [point for point in points if not point.is_done(company)]
    total = sum(point.worth for point in points)
    lost = sum(point.worth for point in missing)
    ranked = sorted(missing, key=lambda point: -point.worth)
    return Score(round(100 * (total - lost) / total), ranked, len(points) - len(missing), len(points))


@dataclass(frozen=True)
class Room:
    """A page of the hub: what it is for, and what it still lacks."""

    key: str
    icon: str
    title: Any
    help: Any
    url: str
    missing: list[Point]


ROOMS: dict[str, tuple[str, Any, Any]] = {
    "basics": ("company", _("Basics"), _("Name, kind, country, sector, size, website")),
    "registration": ("certificate", _("Registration and address"), _("Legal name, number, street")),
    "making": ("box", _("What you make"), _("Main products, capacity, markets, exports")),
    "contact": ("phone", _("Contact and hours"), _("E-mail, phone, who may see them, languages, working hours")),
    "pictures": ("camera", _("Pictures"), _("Logo, cover, up to twelve photos")),
    "certificates": ("file", _("Certificates"), _("Name, number, validity, copy")),
    "words": ("globe", _("Texts by language"), _("One sentence and a few words about the company in each language")),
    "layout": ("grid", _("Page layout"), _("Order of the sections, what is hidden, which products lead")),
    "address": ("link", _("Short address"), _("For your business card and your e-mail signature")),
}


def rooms_of(score: Score) -> list[Room]:
    return [
        Room(key, icon, title, help, room_url(key), [point for point in score.missing if point.section == key])
        for key, (icon, title, help) in ROOMS.items()
    ]


def room_url(key: str) -> str:
    if key == "words":
        return reverse("companies:words", args=[get_language() or "en"])
    if key in {"pictures", "certificates", "layout", "address"}:
        return reverse(f"companies:{key}")
    return reverse("companies:section", args=[key])
