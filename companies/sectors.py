"""The 16 sectors of the market, after Silkroad21; the category tree's first level has the same slugs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SECTORS: dict[str, Any] = {
    "agriculture-food": _("Agricultural and Food"),
    "automotive": _("Automotive and Vehicles"),
    "beauty-household": _("Beauty and Household"),
    "chemical-plastics": _("Chemical and Plastics"),
    "computers-telecom": _("Computers and Telecommunications"),
    "electrical-electronics": _("Electrical and Electronics"),
    "environment": _("Environment"),
    "glass-optical": _("Glass and Optical"),
    "machinery": _("Machinery and Equipment"),
    "medical-health": _("Medical and Health"),
    "minerals": _("Minerals"),
    "sports-leisure": _("Sports and Leisure"),
    "stationery-gifts": _("Stationery and Gifts"),
    "textiles-leather": _("Textiles and Leather"),
    "wood-furniture": _("Wood and Furniture"),
    "others": _("Others"),
}


def sector_choices() -> list[tuple[str, Any]]:
    return list(SECTORS.items())


def sector_name(slug: str) -> Any:
    return SECTORS.get(slug, "")
