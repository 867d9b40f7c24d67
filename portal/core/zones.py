"""Time zones to choose from: one for each place where many of our readers live, not the six hundred names there are."""

from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name

from portal.core.middleware import zone

ZONES = (
    *("Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Mexico_City"),
    *("America/Chicago", "America/Bogota", "America/Lima", "America/New_York", "America/Santiago", "America/Halifax"),
    *("America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Atlantic/Azores", "UTC", "Africa/Casablanca"),
    *("Europe/Lisbon", "Europe/London", "Africa/Lagos", "Europe/Berlin", "Europe/Paris", "Europe/Madrid"),
    *("Europe/Rome", "Europe/Warsaw", "Africa/Johannesburg", "Africa/Cairo", "Europe/Athens", "Europe/Kyiv"),
    *("Africa/Nairobi", "Europe/Istanbul", "Asia/Riyadh", "Asia/Tehran", "Asia/Dubai", "Asia/Karachi"),
    *("Asia/Tashkent", "Asia/Kolkata", "Asia/Almaty", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta"),
    *("Asia/Ho_Chi_Minh", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Manila"),
    *("Asia/Ulaanbaatar", "Australia/Perth", "Asia/Seoul", "Asia/Tokyo", "Australia/Brisbane", "Australia/Sydney"),
    "Pacific/Auckland",
)


def zone_choices() -> list[tuple[str, str]]:
    """From west to east, with the one in use even when it is none of these."""
    current = get_current_timezone_name()
    names = ZONES if current in ZONES else (current, *ZONES)
    return [(name, name.split("/")[-1].replace("_", " ")) for name in names]


def moment_in(text: str, *, bare: bool = False) -> datetime | None:
    """An ISO 8601 moment as somebody sent it, in UTC; None for what is none, or stands at no time a calendar has.

    `bare`: one without an offset is taken as UTC, instead of as none. An address may have made its plus a space.
    """
    try:
        found = parse_datetime(text.replace(" ", "+") if "T" in text else text)
        if found is None or (found.tzinfo is None and not bare):
            return None
        # PostgreSQL takes no offset of sixteen hours and more, Python does: all are sent as UTC.
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def moment_of(wall: datetime, zone_name: str) -> datetime | None:
    """The moment in UTC at which the clock of that zone shows `wall`; None for a time that a change of clocks skips.

    A time that comes twice is its first.
    """
    there = wall.replace(tzinfo=zone(zone_name))
    moment = there.astimezone(UTC)
    return moment if wall_of(moment, zone_name) == wall else None


def wall_of(moment: datetime, zone_name: str) -> datetime:
    """What the clock of that zone shows then."""
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None)


def day_and_time(moment: datetime, zone_name: str) -> str:
    """`Tue, 1 Dec 2026, 09:00 (Seoul)`."""
    there = moment.astimezone(zone(zone_name))
    return f"{date_format(there, 'D')}, {date_format(there, 'DATE_FORMAT')}, {there:%H:%M} ({place_of(zone_name)})"


def place_of(zone_name: str) -> str:
    """`Seoul` for Asia/Seoul."""
    return zone_name.rpartition("/")[2].replace("_", " ")
