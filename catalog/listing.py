"""What a good listing has, and what this one still lacks: shown to its makers, never to buyers."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalog.models import Product


@dataclass(frozen=True)
class Check:
    """`why` is the reason for the maker; `field` is where in the editor it is mended."""

    name: Any
    why: Any
    field: str
    weight: int
    is_done: bool


def checks(product: Product) -> list[Check]:
    """The ten things, by what they bring; their weights add up to 100."""
    text, pictures = product.text, list(product.pictures.all())
    described = len(text.description) >= 120
    languages = len(product.texts.all()) > 1
    named = bool(pictures) and all(picture.alt for picture in pictures)
    return [
        Check(_("A picture"), _("Most buyers pass over a product without one."), "id_pictures", 20, bool(pictures)),
        Check(
            _("A price for a quantity"),
            _("A buyer compares on price first; “on request” costs both sides a letter."),
            "tiers",
            15,
            product.starting_price is not None,
        ),
        Check(
            _("A title that says what it is"),
            _("Kind, material or size, and model: at least three words."),
            "texts",
            10,
            len(text.title.split()) >= 3 or len(text.title) >= 12,
        ),
        Check(_("A description"), _("What it is for, how it is made, how it is packed."), "texts", 10, described),
        specifications(product),
        Check(
            _("Lead time"),
            _("“By when” is the second question."),
            "id_lead_time_days",
            8,
            product.lead_time_days is not None,
        ),
        Check(
            _("Incoterm and place"),
            _("A price means little without where it ends."),
            "id_incoterm",
            7,
            bool(product.incoterm and product.incoterm_place),
        ),
        Check(
            _("HS code and origin"),
            _("The buyer's customs office asks for both."),
            "id_hs_code",
            5,
            bool(product.hs_code and product.origin),
        ),
        Check(_("A second language"), _("Found and read by more buyers."), "texts", 5, languages),
        Check(_("Words for each picture"), _("Read aloud to those who cannot see it."), "pictures", 5, named),
        *expired(product),
    ]


def expired(product: Product) -> list[Check]:
    """A reminder for each certificate that has run out; buyers do not see those."""
    return [
        Check(
            _("%(name)s has expired") % {"name": one.label},
            _("Buyers do not see it any more. Write the new dates, or remove it."),
            "certificates",
            5,
            False,
        )
        for one in product.certificates.all()
        if one.is_expired
    ]


MOST_NAMED = 5


def specifications(product: Product) -> Check:
    """What buyers of this category filter by, named; where it asks for nothing, any five lines."""
    asked = product.category.attributes_asked[:MOST_NAMED]
    stated = {one.get("key") for one in product.attributes if isinstance(one, dict)}
    missing = [one.name for one in asked if one.key not in stated]
    if not missing or not product.category.level:
        why = _("Engineers decide on figures, and search finds them.")
        return Check(_("Five specifications"), why, "attributes", 15, len(product.attributes) >= 5)
    names = ", ".join(missing)
    why = _("Buyers of “%(category)s” filter by them.") % {"category": product.category.name}
    return Check(_("Still to state: %(names)s") % {"names": names}, why, "attributes", 15, False)


def score(done: list[Check]) -> int:
    """0 to 100; what has run out weighs against it."""
    whole = sum(check.weight for check in done) or 100
    return sum(check.weight for check in done if check.is_done) * 100 // whole
