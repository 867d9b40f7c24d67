"""Deadlines of a company, and how a calendar reads them (RFC 5545)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from offers.models import RFQ, RFQSupplier
from portal.core.actor import Actor
from trade.models import Quotation

MOST = 500
FOLD = 75  # octets of a line (RFC 5545, 3.1)


@dataclass(frozen=True)
class Deadline:
    """`uid` stays the same for the same thing, so that a calendar moves it and does not add it twice."""

    uid: str
    at: date | datetime
    title: str
    text: str
    url: str
    changed: datetime

    @property
    def order(self) -> datetime:
        if isinstance(self.at, datetime):
            return self.at
        return timezone.make_aware(datetime.combine(self.at, datetime.max.time().replace(microsecond=0)))


Source = Callable[[Actor], Iterable[Deadline]]
SOURCES: list[Source] = []


def deadline_source(source: Source) -> Source:
    """Add further deadlines of a company, such as those of orders or payments."""
    SOURCES.append(source)
    return source


def deadlines_of_quotation(quotation: Quotation, actor: Actor) -> Iterator[Deadline]:
    """By when a word is wanted, and how long it stands, while it is live."""
    if not quotation.is_live:
        return
    partner, url = quotation.partner_of(actor), quotation.get_absolute_url()
    rows = [("valid-until", quotation.valid_until, _("Valid until: %(title)s"))]
    if quotation.respond_by:
        words = (
            _("Answer %(company)s: %(title)s")
            if quotation.is_turn_of(actor)
            else _("Answer due from %(company)s: %(title)s")
        )
        rows.insert(0, ("respond-by", quotation.respond_by, words))
    for name, day, words in rows:
        if day is not None:
            title = words % {"company": partner.name, "title": quotation.title}
            text = f"{quotation.ref} · {partner.name}"
            yield Deadline(f"{quotation.ref}-{name}", day, title, text, url, quotation.updated_at)


def deadlines_of(actor: Actor) -> list[Deadline]:
    """All of the acting company that are still to come, the next one first."""
    today = timezone.localdate()
    live = Quotation.objects.visible_to(actor).live().filter(valid_until__gte=today).for_cards()
    found = [one for row in live.order_by("valid_until", "pk")[:MOST] for one in deadlines_of_quotation(row, actor)]
    found += [closing_of(rfq, actor) for rfq in open_requests(actor)[:MOST]]
    for source in SOURCES:
        found += source(actor)
    return sorted(found, key=lambda one: (one.order, one.uid))


def closing_of(rfq: RFQ, actor: Actor) -> Deadline:
    own = actor.acts_for(rfq.company_id)
    title = (_("Your request closes: %(title)s") if own else _("Quote by now: %(title)s")) % {"title": rfq.title}
    assert rfq.closes_at is not None  # an open one has an end
    text, url = f"{rfq.ref} · {rfq.company.name}", rfq.get_absolute_url()
    return Deadline(f"{rfq.ref}-closes", rfq.closes_at, title, text, url, rfq.updated_at)


def open_requests(actor: Actor) -> Any:
    """The company's own open requests, those it is invited to, and those it has begun to quote on."""
    begun = Quotation.objects.given_by(actor).filter(rfq__isnull=False).values("rfq")
    invited = RFQSupplier.objects.filter(company_id=actor.company_id, is_invited=True).values("rfq")
    concerned = Q(company_id=actor.company_id) | Q(pk__in=begun) | Q(pk__in=invited)
    rows = RFQ.objects.visible_to(actor).open().filter(concerned)
    return rows.select_related("company").order_by("closes_at", "pk")


def calendar_text(deadlines: Iterable[Deadline], host: str, base: str, name: str) -> str:
    """An iCalendar object; lines end with CRLF and are folded at 75 octets."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Jangteo//Deadlines//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for one in deadlines:
        lines += event_lines(one, host, base)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def event_lines(one: Deadline, host: str, base: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid.lower()}@{host}",
        f"DTSTAMP:{utc(one.changed)}",
        *span(one.at),
        f"SUMMARY:{escaped(one.title)}",
        f"DESCRIPTION:{escaped(one.text)}",
        f"URL:{base}{one.url}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(one.title)}",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
    ]


def span(at: date | datetime) -> list[str]:
    """A moment, or a whole day, which ends before the next one begins."""
    if isinstance(at, datetime):
        return [f"DTSTART:{utc(at)}", f"DTEND:{utc(at)}"]
    return [f"DTSTART;VALUE=DATE:{at:%Y%m%d}", f"DTEND;VALUE=DATE:{at + timedelta(days=1):%Y%m%d}"]


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    safe = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return safe.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def folded(line: str) -> str:
    """Continuation lines begin with a space; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > FOLD:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + width
    return "\r\n".join([*pieces, piece])
