"""Time zones to choose from: one for each place where many of our readers live, not the six hundred names there are."""

from django.utils.timezone import get_current_timezone_name

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
