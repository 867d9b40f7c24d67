"""Events of the association's communities: one that was, a webinar, and a partner day with meetings at tables."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from community.calendar.models import Gathering, MeetingPlan, Registration, TableMeeting, TableProfile
from community.models import Community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.zones import moment_of
from portal.demo.founding import speaker
from portal.demo.houses import STEWARD
from portal.demo.ids import ago, demo_ref

HOUSE = "textile-machinery-forum"
SEOUL = "Asia/Seoul"
PROGRAMME = (
    ("09:30", "Coffee and badges", "", ""),
    ("10:00", "What weaving mills order in the coming year", "Jiwoo Lee", "Korea Textile Machinery Association"),
    ("11:00", "Meetings at tables", "", ""),
    ("13:00", "Lunch", "", ""),
    ("14:00", "Meetings at tables", "", ""),
    ("16:30", "Shared stand at the fair in Milan: who joins?", "", ""),
)
# company: what it seeks, what it offers
SEEKS = {
    "hanul-bearing": ("Machine builders who change bearings by plan, not by fault", "Spindle and roller bearings"),
    "daegu-loom": ("Bearings for 600 looms a year; an agent in Anatolia", "Air-jet and rapier looms, spare parts"),
    "tirupur-knits": ("Looms, second hand too; needles", "Knitted cotton, dyed in the piece"),
    "kaizuka-seiko": ("Makers of spindles and gear boxes", "Precision shafts, ground to 2 µm"),
    "saeron-polymer": ("Users of technical yarn", "Polyester and polyamide chips, masterbatch"),
    "thames-sourcing": ("Mills for work wear, 20,000 pieces a season", "Orders from four British brands"),
}
# who asks whom, why, and how it stands
WISHES = (
    ("daegu-loom", "hanul-bearing", "We change our supplier of spindle bearings in spring.", "asked"),
    ("hanul-bearing", "kaizuka-seiko", "Shafts and bearings as one set: shall we try it?", "agreed"),
    ("thames-sourcing", "tirupur-knits", "Two styles of polo shirts for next summer.", "agreed"),
    ("tirupur-knits", "daegu-loom", "We look for twelve used rapier looms.", "agreed"),
    ("hanul-bearing", "saeron-polymer", "Cages of polyamide: who could mould them?", "asked"),
)


def hold_events(companies: dict[str, Company]) -> None:
    """What exists is left as it is."""
    house = Community.objects.filter(slug=HOUSE).first()
    if house is None or house.gatherings.exists():
        return
    by = actor_of(companies[STEWARD])
    seminar = hold(house, by, "seminar", 9, "14:00", 2, title="Energy prices and the weaving shed", kind="seminar")
    for slug in list(SEEKS)[:4]:
        Registration.make(seminar, actor_of(companies[slug]))
    put_in_the_past(seminar)
    webinar = hold(house, by, "webinar", 16, "17:00", 1, **WEBINAR)
    partner_day = hold(house, by, "partner-day", 30, "09:30", 8, **partner_day_words(day_in(30)))
    for slug in SEEKS:
        Registration.make(
            partner_day, actor_of(companies[slug]), "Vegetarian, please" if slug == "tirupur-knits" else ""
        )
    Registration.make(webinar, actor_of(companies["hanul-bearing"]))
    set_tables(partner_day, by, companies)


WEBINAR: dict[str, Any] = {
    "title": "Digital product passport: what buyers in Europe will ask for",
    "kind": "webinar",
    "summary": "An hour with questions; the recording is for members.",
    "place": "",
    "country": "",
    "is_online": True,
    "link": "https://meet.example/ktma-passport",
    "languages": ["en", "ko"],
}


def partner_day_words(day: datetime) -> dict[str, Any]:
    names = ("at", "title", "speaker", "company")
    return {
        "title": "Partner day of textile machinery",
        "kind": "matchmaking",
        "summary": "Twenty minutes with each partner you choose; the association places the meetings.",
        "description": (
            "Say what you **seek** and what you **offer**, and ask those you want to meet.\n\n"
            "- bring samples, tables are 160 × 80 cm\n- interpreters for Korean, English and Turkish are in the hall"
        ),
        "programme": [{"day": str(day.date()), **dict(zip(names, row, strict=True))} for row in PROGRAMME],
        "place": "EXCO, hall 3",
        "address": "10 Exco-ro, Buk-gu, Daegu",
        "languages": ["en", "ko"],
        "capacity": 40,
        "company_limit": 2,
        "fee": "KRW 50,000 for a company, by the association’s invoice; members free",
        "questions": ["Do you need an interpreter?"],
    }


def actor_of(company: Company) -> Actor:
    actor: Actor = speaker(company).actor_for(company.slug)
    return actor


def day_in(days: int) -> datetime:
    """Midnight of that day, or of the Monday after it where it is on a week-end."""
    day = timezone.now().date() + timedelta(days=days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return datetime.combine(day, time())


def hold(house: Community, by: Actor, key: str, days: int, clock: str, hours: int, **fields: Any) -> Gathering:
    """A published one that begins by the clock of Seoul."""
    wall = datetime.combine(day_in(days), time.fromisoformat(clock))
    start = moment_of(wall, SEOUL) or timezone.now() + timedelta(days=days)
    plain = {"zone": SEOUL, "place": "KTMA, room 701", "country": "KR", "starts_at": start}
    plain |= {"ref": demo_ref("EV", key), "ends_at": start + timedelta(hours=hours)}
    gathering = Gathering.draft(house, by, **{**plain, **fields})
    gathering.publish(by)
    return gathering


def put_in_the_past(gathering: Gathering) -> None:
    start = ago(days=12)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=2), "starts_on": start.date()}
    Gathering.objects.filter(pk=gathering.pk).update(**times)
    gathering.registrations.going().update(checked_in_at=start)


def set_tables(gathering: Gathering, by: Actor, companies: dict[str, Company]) -> None:
    """Six tables, wishes of which some wait for an answer."""
    first, noon = gathering.starts_at + timedelta(hours=1.5), gathering.starts_at + timedelta(hours=4.5)
    windows = [[first, first + timedelta(hours=2)], [noon, noon + timedelta(hours=2)]]
    MeetingPlan.keep(
        gathering,
        by,
        tables=6,
        slot_minutes=20,
        break_minutes=5,
        windows=[[moment.isoformat() for moment in pair] for pair in windows],
        wish_by=gathering.starts_at - timedelta(days=4),
    )
    for slug, (seeks, offers) in SEEKS.items():
        TableProfile.keep(gathering, actor_of(companies[slug]), seeks, offers)
    for asker, asked, words, state in WISHES:
        wish = TableMeeting.ask(gathering, actor_of(companies[asker]), companies[asked], words)
        if state == "agreed":
            wish.accept(actor_of(companies[asked]))
