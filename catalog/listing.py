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
    return [
        *seen_first(product),
        specifications(product),
        *terms(product),
        *for_more_readers(product),
        *expired(product),
    ]


def seen_first(product: Product) -> list[Check]:
    """What a card in a list of results shows."""
    # The original counts, in whatever language the page is read: one listing has one score.
    text = next((one for one in product.texts.all() if one.language == product.language), product.text)
    has_picture, has_price = bool(product.pictures.all()), product.starting_price is not None
    says_what = len(text.title.split()) >= 3 or len(text.title) >= 12
    price_why = _("A buyer compares on price first; “on request” costs both sides a letter.")
    title, title_why = _("A title that says what it is"), _("Kind, material or size, and model: at least three words.")
    text_why, is_described = _("What it is for, how it is made, how it is packed."), len(text.description) >= 120
    return [
        Check(_("A picture"), _("Most buyers pass over a product without one."), "id_pictures", 20, has_picture),
        Check(_("A price for a quantity"), price_why, "tiers", 15, has_price),
        Check(title, title_why, "texts", 10, says_what),
        Check(_("A description"), text_why, "texts", 10, is_described),
    ]


def terms(product: Product) -> list[Check]:
    """What an offer is reckoned from."""
    has_time, has_place = product.lead_time_days is not None, bool(product.incoterm and product.incoterm_place)
    place, place_why = _("Incoterm and place"), _("A price means little without where it ends.")
    customs, customs_why = _("HS code and origin"), _("The buyer's customs office asks for both.")
    return [
        Check(_("Lead time"), _("“By when” is the second question."), "id_lead_time_days", 8, has_time),
        Check(place, place_why, "id_incoterm", 7, has_place),
        Check(customs, customs_why, "id_hs_code", 5, bool(product.hs_code and product.origin)),
    ]


def for_more_readers(product: Product) -> list[Check]:
    languages, pictures = len(product.texts.all()), list(product.pictures.all())
    are_worded = bool(pictures) and all(picture.alt for picture in pictures)
    return [
        Check(_("A second language"), _("Found and read by more buyers."), "texts", 5, languages > 1),
        Check(_("Words for each picture"), _("Read aloud to those who cannot see it."), "pictures", 5, are_worded),
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
