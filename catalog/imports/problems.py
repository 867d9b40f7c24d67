"""What can be wrong with a file or a row, in words. Kept as a code with its particulars, worded for each reader."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.standing.goods import group_name

WORDS: dict[str, Any] = {
    # a row that cannot be read
    "too_long_row": _("This row is too long to be read."),
    "open_quote": _("A quotation mark is opened and not closed, or a cell is far too long. Only this row is left out."),
    "too_many_cells": _(
        "This row has %(found)s cells, but there are %(columns)s columns. Is a separator inside a text without "
        "quotation marks?"
    ),
    "not_json": _("This line is not valid JSON: %(detail)s"),
    "not_object": _("This is not a JSON object with named values."),
    "column_unknown": _("There is no column “%(name)s”. Specifications are written as attr:%(name)s."),
    # a row that cannot be imported
    "sku_missing": _("The SKU is missing. Each product needs a number of yours that tells it from the others."),
    "title_missing": _("The title is missing. A new product needs one."),
    "title_cleared": _("A title cannot be removed. The old one stays."),
    "too_long": _("This is longer than %(limit)s characters."),
    "not_number": _("“%(value)s” is not a number."),
    "formula": _("This is a formula, not a value. In your spreadsheet, paste the result as a value."),
    "negative": _("“%(value)s” is below zero."),
    "too_large": _("“%(value)s” is too large."),
    "not_whole": _("“%(value)s” is not a whole number."),
    "currency_missing": _("A price needs a currency, for example USD. There is none in this row."),
    "currency_unknown": _("“%(value)s” is not a currency code such as USD."),
    "currencies_differ": _("The price says %(found)s, the currency column says %(column)s."),
    "tier_form": _("“%(value)s” is not a price ladder. Write quantity:price pairs such as 1:10.00;100:9.50."),
    "tier_overlap": _("Two prices of the ladder hold for the quantity %(quantity)s."),
    "unit_unknown": _("“%(value)s” is not a unit code such as C62 (piece) or KGM (kilogram)."),
    "incoterm_unknown": _("“%(value)s” is not an Incoterm such as FOB or EXW."),
    # a row that is a variant
    "parent_missing": _("There is no product with the SKU “%(sku)s”, and none near this row. Put its row first."),
    "axes_differ": _("A variant has a value on each axis of its product, and on no other: %(axes)s. Up to three."),
    "combination_twice": _("Another variant of the product has this combination of values."),
    "variant_currency": _("The variants of this product are priced in %(currency)s. Write the price in it."),
    "variants_many": _("A product has up to %(limit)s variants."),
    "sku_elsewhere": _("This SKU belongs to another product or to a variant of one."),
    "sku_of_variant": _("This SKU belongs to a variant. To change that, write its product into parent_sku."),
    "range_half": _("A price range has two ends: write both, or neither."),
    "range_order": _("The price range ends below its beginning."),
    "range_currency": _("The price range needs a currency, for example USD. There is none in this row."),
    "capacity_form": _("“%(value)s” is not a supply capacity such as 50,000 a month."),
    "period_unknown": _("“%(value)s” is not a time for a supply capacity: write day, week, month or year."),
    "period_missing": _("The supply capacity does not say for which time: write day, week, month or year."),
    "payment_unknown": _("“%(value)s” is not a payment term we know. Write codes such as %(codes)s, parted by ;."),
    "sample_unknown": _("“%(value)s” does not say how samples are given: write none, free or paid."),
    "sample_priced": _("Samples are not sold here (“%(value)s”), but there is a price for them."),
    "sample_price_missing": _("Paid samples need a price: write it under sample_amount, or write free."),
    "sample_currency": _("The price of a sample needs a currency, for example USD. There is none in this row."),
    "freight_unknown": _("“%(value)s” does not say who pays a sample's freight: write buyer or supplier."),
    "label_unknown": _("“%(value)s” is not a private label: write none, label (OEM) or design (ODM)."),
    # a value that is left out
    "specifications_form": _(
        "“%(value)s” is not a specification. Write its name, a colon and its value: Material: cotton; Width [cm]: 20."
    ),
    "told_of_none": _(
        "“%(value)s” belongs to no specification of this product. Write the name of the specification before it: "
        "Assembly = 조립: 손으로."
    ),
    "video_form": _("“%(value)s” is not the address of a video: it begins with https://. It was left out."),
    "language_unknown": _("“%(value)s” is not a language of this market. It was left out."),
    "text_untitled": _("The product has no title in this language, so its description was left out."),
    "picture_names_many": _("More than %(limit)s pictures are named. Those after them are left out."),
    "gtin_checksum": _("“%(value)s” is not a valid GTIN: the last digit would be %(digit)s. It was left out."),
    "gtin_form": _("“%(value)s” is not a GTIN: that has 8, 12, 13 or 14 digits. It was left out."),
    "gtin_shortened": _(
        "The spreadsheet has shortened this number to “%(value)s”. Format the column as text. It was left out."
    ),
    "hs_form": _("“%(value)s” is not an HS code: that has 4 to 12 digits, for example 8482.10. It was left out."),
    "hs_words": _(
        "“%(value)s” is not an HS code, which has 4 to 12 digits. By these words it may be: %(codes)s. It was left out."
    ),
    "hs_unknown": _("The Harmonized System has no heading %(heading)s. The HS code was left out."),
    "hs_subheading": _(
        "The Harmonized System has no subheading %(subheading)s. Below %(heading)s there are: %(known)s. The HS code "
        "was left out."
    ),
    "origin_unknown": _("“%(value)s” is not a country code such as KR. It was left out."),
    "category_unknown": _("There is no category “%(value)s”. A new product goes into “%(chosen)s”, by its title."),
    "moq_zero": _("A minimum order of 0 is not possible. It was left out."),
    "not_kept": _("Longer than %(limit)s characters. It was left out."),
    "too_many": _("Only the first %(limit)s are kept."),
    "not_clearable": _("This value cannot be removed. The old one stays."),
    # a picture that is left out
    "picture_no_product": _("There is no product with the SKU “%(value)s”. Name the file after its SKU."),
    "picture_kind": _("This is not a picture: JPEG, PNG, WebP, AVIF and GIF files are taken."),
    "picture_unknown": _("This is not a picture we can read, whatever it is called."),
    "picture_drawing": _("This is an SVG drawing. Send it as PNG or JPEG: drawings can carry programs."),
    "picture_heavy": _("The picture is too large: up to 15 MB are taken."),
    "picture_vast": _("The picture has too many pixels: up to 40 megapixels and 16,000 to a side are taken."),
    "picture_damaged": _("The picture is damaged: its end is missing, or its checksum is wrong."),
    "picture_empty": _("The file is empty."),
    "picture_no_room": _("Your company has no room for more files; “Storage” at your company says what takes up what."),
    "picture_full": _("The product has %(limit)s pictures already; no more are kept."),
    "picture_twice": _("A file of this name is in the ZIP already. Only the first one was taken."),
    "picture_path": _("The name leads out of the ZIP (.., a drive or a backslash). The file was not opened."),
    "picture_name_long": _("The name is too long. The file was not opened."),
    "picture_name_signs": _("There are signs in the name that nobody sees. The file was not opened."),
    "picture_link": _("This is a link to another file. It was not followed."),
    "picture_encrypted": _("The file is encrypted. Pack it without a password."),
    "picture_method": _("The file is packed in a way that is not read here. Pack it as an ordinary ZIP."),
    "picture_nested": _("This is an archive in an archive. It was not opened: put its pictures into the ZIP itself."),
    "picture_bomb": _("The file unpacks to far too much for a picture. It was not opened."),
    # a value that is kept
    "hs_outside": _(
        "The HS code %(value)s is unusual for “%(category)s”, where it begins with %(usual)s. It was kept; check both."
    ),
    "spec_unfit": _(
        "“%(value)s” could not be read as a value of “%(name)s”. It was kept as a line of free text, by which buyers "
        "cannot filter."
    ),
    "payment_taken": _("“%(value)s” was taken as “%(term)s”. Check that it is meant."),
    "gtin_several": _("There are %(found)s GTINs. The first valid one was taken: %(gtin)s."),
    "price_zero": _("The price is 0. It was kept; check that it is meant."),
    "price_high": _("The price is unusually high: %(value)s %(currency)s. It was kept; check that it is meant."),
    "price_rises": _("The price rises with the quantity. It was kept; check that it is meant."),
    "cut": _("Longer than %(limit)s characters. The end was cut off."),
    "unreadable_signs": _("Some signs could not be read (�). Save the file as UTF-8 and import it again."),
    "held": _("It names %(terms)s. It was kept, and buyers see it when our staff have looked at it (%(groups)s)."),
    "sku_twice": _("This SKU was in row %(row)s already. The later row changes the earlier one."),
}


@dataclass(frozen=True)
class Problem:
    """One thing about one cell; `column` is the heading as the file has it. A refusal keeps the row out."""

    row: int
    column: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    is_refusal: bool = False
    sku: str = ""

    @property
    def words(self) -> str:
        return worded(self.code, self.params)


def worded(code: str, params: dict[str, Any]) -> str:
    """The sentence in the reader's language."""
    if "group_codes" in params:
        params = {**params, "groups": ", ".join(map(group_name, params["group_codes"]))}
    return str(WORDS[code] % params if code in WORDS else code)


class Odd(Exception):
    """A value that does not do. With `is_refusal` the row is not imported; else the value is left out."""

    def __init__(self, code: str, is_refusal: bool = True, **params: Any) -> None:
        super().__init__(code)
        self.code, self.is_refusal, self.params = code, is_refusal, params


class Unreadable(Exception):
    """The file, or the rest of it, cannot be read; with a sentence for the person."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message
