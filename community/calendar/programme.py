"""The programme of an event as people type it: a line for each point, with a time and up to three parts."""

import re
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_ROWS = 80
LENGTHS = (160, 80, 120)  # of title, speaker, company
ROW = re.compile(r"^(?:(\d{4}-\d{2}-\d{2})\s+)?(\d{1,2}:\d{2})\s*(?:[|\t–-]\s*)?(.*)$")


def parse_programme(text: str, first_day: date | None) -> list[dict[str, str]]:
    """`09:30 Welcome | Kim Minsu | Textile Association`; a line may begin with its day.

    A row without a day is of the day of the row before. Raises ValidationError, which names the line.
    """
    rows: list[dict[str, str]] = []
    day = str(first_day or "")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if len(rows) >= MOST_ROWS:
            raise ValidationError(_("Up to %(n)s lines, please.") % {"n": MOST_ROWS})
        row = parse_row(line.strip(), number)
        day = row["day"] or day
        rows.append({**row, "day": day})
    return sorted(rows, key=lambda row: (row["day"], row["at"]))


def parse_row(line: str, number: int) -> dict[str, str]:
    found = ROW.match(line)
    if found is None:
        raise ValidationError(_("Line %(n)s: begin with a time, such as 09:30.") % {"n": number})
    said_day, said_time, rest = found.groups()
    parts = [part.strip() for part in re.split(r"[|\t]", rest)][:3]
    parts += [""] * (3 - len(parts))
    if not parts[0]:
        raise ValidationError(_("Line %(n)s: say after the time what happens.") % {"n": number})
    if any(len(part) > most for part, most in zip(parts, LENGTHS, strict=True)):
        raise ValidationError(_("Line %(n)s is too long.") % {"n": number})
    try:
        day = date.fromisoformat(said_day) if said_day else None
        at = time.fromisoformat(said_time.zfill(5))
    except ValueError:
        raise ValidationError(_("Line %(n)s: there is no such day or time.") % {"n": number}) from None
    names = dict(zip(("title", "speaker", "company"), parts, strict=True))
    return {"day": str(day or ""), "at": f"{at:%H:%M}", **names}


def programme_text(rows: list[dict[str, str]], first_day: date | None) -> str:
    """What `parse_programme` reads as these rows."""
    lines, day = [], str(first_day or "")
    for row in rows:
        parts = [row["title"], row["speaker"], row["company"]]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        told = f"{row['day']} " if row["day"] != day else ""
        day = row["day"]
        lines.append(f"{told}{row['at']} {' | '.join(parts)}")
    return "\n".join(lines)


def by_day(rows: list[dict[str, str]]) -> list[tuple[date, list[dict[str, Any]]]]:
    """For the page: each day with its rows."""
    days: dict[date, list[dict[str, Any]]] = {}
    for row in rows:
        days.setdefault(datetime.fromisoformat(row["day"]).date(), []).append(row)
    return sorted(days.items())
