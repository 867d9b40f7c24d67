"""Forms of offers and inquiries: they clean what was typed and never write."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Category, Product
from offers.models import Offer
from offers.models.offer import LONGEST_DAYS, USUAL_DAYS
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.incoterms import incoterm_choices
from portal.core.permissions import Refused
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.units import unit_choices

SMALLEST = Decimal("0.001")
TYPED = {"autocomplete": "off"}


def category_choices(depth: int = 2) -> list[Any]:
    """The tree for a select: a group for each sector, the sector itself first in it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in sorted(Category.tree().values(), key=lambda one: one.path):
        if category.level <= depth:
            indent = "\u2003" * max(0, category.level - 1)
            groups.setdefault(category.slugs[0], []).append((category.slug, f"{indent}{category.name}"))
    return [(rows[0][1], rows) for rows in groups.values()]


def currency_choices() -> list[tuple[str, str]]:
    return [(code, code) for code in settings.CURRENCIES]


def quantity_field(label: Any, **options: Any) -> forms.DecimalField:
    """More than nothing, to three decimals."""
    problems = {"min_value": _("Enter a quantity above 0."), "invalid": _("Enter a number, such as 500 or 12.5.")}
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=14,
        decimal_places=3,
        min_value=SMALLEST,
        error_messages=problems,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal", "min": "0", **TYPED}),
        **options,
    )


def price_field(label: Any, **options: Any) -> forms.DecimalField:
    """An amount above zero; no price is an empty field."""
    problems = {"min_value": _("Enter a price above 0, or none."), "invalid": _("Enter a number, such as 4.20.")}
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=18,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        error_messages=problems,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal", "min": "0", **TYPED}),
        **options,
    )


class TokenField(forms.CharField):
    """The form's own token, which makes a double click one thing.

    What is no token gets a new one: nobody could see a mistake in a hidden field.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


class BoardForm(forms.Form):
    """The filters of the board; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Search words"), required=False, max_length=100)
    category = forms.ChoiceField(label=_("Category"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    company = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("Newest first")), ("ending", _("Ending soon"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "country", [("", _("All countries")), *country_choices()])
        asked = Category.find(self.data.get("category", ""))
        deeper = [(asked.slug, asked.name)] if asked and asked.level > 1 else []
        choose_from(self, "category", [("", _("All categories")), *category_choices(1), *deeper])

    def filters(self) -> dict[str, Any]:
        """What `OfferQuerySet.matching` takes, of the valid choices that were made."""
        self.is_valid()
        chosen = {name: self.cleaned_data[name] for name in ("q", "country", "company") if self.cleaned_data.get(name)}
        if slug := self.cleaned_data.get("category"):
            chosen["category"] = Category.tree()[slug]
        return chosen

    @property
    def order(self) -> list[str]:
        ending = self.cleaned_data.get("sort") == "ending"
        return ["valid_until", "pk"] if ending else ["-published_at", "-pk"]


class OfferForm(forms.Form):
    """An offer on one screen. To keep a draft, a title and a category are enough; `publishing` asks for the rest."""

    side = forms.ChoiceField(label=_("I want to"), choices=[("sell", _("sell")), ("buy", _("buy"))])
    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])
    category = forms.ChoiceField(label=_("Category"))
    quantity = quantity_field(_("Quantity"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    amount = price_field(_("Price per unit"), help_text=_("Leave it empty for “price on request”."))
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    moq = quantity_field(_("Minimum order"))
    lead_time_days = forms.IntegerField(label=_("Lead time in days"), required=False, min_value=0, max_value=3650)
    incoterm = forms.ChoiceField(label=_("Incoterm"), required=False)
    incoterm_place = LineField(label=_("Named place"), required=False, max_length=80)
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    text = BlockField(
        label=_("Description"), required=False, max_length=8000, help_text=_("Quality, packing, payment terms.")
    )
    is_anonymous = forms.BooleanField(
        label=_("Without our name"),
        required=False,
        help_text=_("Readers see only country, kind and size of your company, until you answer an inquiry."),
    )
    product = forms.CharField(required=False, widget=forms.HiddenInput)
    form_token = TokenField()

    def __init__(self, *args: Any, actor: Actor, publishing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.publishing = actor, publishing
        choices = {
            "category": [("", _("Choose a category")), *category_choices()],
            "unit": unit_choices(),
            "currency": currency_choices(),
            "incoterm": [("", _("None")), *incoterm_choices()],
        }
        for name, pairs in choices.items():
            choose_from(self, name, pairs)
        today = timezone.localdate()
        self.fields["valid_until"].widget.attrs.update(
            min=(today + timedelta(days=1)).isoformat(), max=(today + timedelta(days=LONGEST_DAYS)).isoformat()
        )

    def clean_category(self) -> Category:
        return Category.tree()[self.cleaned_data["category"]]

    def clean_product(self) -> Product | None:
        """The company's own product that this offer is made from; a forged reference is no product."""
        ref = self.cleaned_data["product"][:16]
        return Product.objects.of(self.actor).filter(ref=ref).first() if ref else None

    def clean_valid_until(self) -> date:
        today = timezone.localdate()
        day: date | None = self.cleaned_data["valid_until"]
        if day is None and self.publishing:
            raise forms.ValidationError(_("Say until which day your offer stands."))
        day = day or today + timedelta(days=USUAL_DAYS)
        if self.publishing and not today < day <= today + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day between tomorrow and a year from now."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.publishing and "quantity" in cleaned and cleaned["quantity"] is None:
            self.add_error("quantity", _("Say how much."))
        if cleaned.get("amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Choose the currency of the price."))
        if cleaned.get("incoterm") and not cleaned.get("incoterm_place"):
            self.add_error("incoterm_place", _("Name the place, as in “FOB Busan”."))
        if cleaned.get("incoterm_place") and not cleaned.get("incoterm"):
            self.add_error("incoterm", _("Choose the Incoterm that goes with this place."))
        if cleaned.get("is_anonymous"):
            self.check_silence(cleaned)
        return cleaned

    def check_silence(self, cleaned: dict[str, Any]) -> None:
        """An anonymous offer must not tell in its words whose it is."""
        company = self.actor.company
        names = [name.casefold() for name in (company.name, company.legal_name, company.local_name) if name]
        for field in ("title", "text", "incoterm_place"):
            if any(name in str(cleaned.get(field, "")).casefold() for name in names):
                self.add_error(field, _("Your company's name is in here, but the offer is to be without it."))

    def fields_of_offer(self) -> dict[str, Any]:
        """What `Offer.post` and `Offer.revise` take."""
        values = dict(self.cleaned_data)
        values.pop("form_token")
        values["unit"] = values["unit"] or "C62"
        values["currency"] = values["currency"] if values["amount"] is not None else ""
        return values


COPIED = (
    *("side", "title", "quantity", "unit", "amount", "currency", "moq", "lead_time_days"),
    *("incoterm", "incoterm_place", "valid_until", "text", "is_anonymous"),
)


def initial_from_offer(offer: Offer) -> dict[str, Any]:
    values = {name: getattr(offer, name) for name in COPIED}
    for name in ("quantity", "moq", "amount"):
        values[name] = plain(values[name])
    return {**values, "category": offer.category.slug, "product": offer.product.ref if offer.product else ""}


def initial_from_product(product: Product, side: str, actor: Actor) -> dict[str, Any]:
    """What the product already says; of another company's product only what a buyer would say of it."""
    values: dict[str, Any] = {
        "title": product.title[:160],
        "category": product.category.slug,
        "unit": product.unit,
    }
    if not actor.acts_for(product.company_id):
        return values
    price = product.first_price if side == "sell" else None
    return {
        **values,
        "product": product.ref,
        "text": product.text.description[:8000],
        "moq": plain(product.moq),
        "amount": plain(price.amount) if price else None,
        "currency": price.currency if price else "",
        "incoterm": product.incoterm if product.incoterm_place else "",
        "incoterm_place": product.incoterm_place if product.incoterm else "",
        "lead_time_days": product.lead_time_days,
    }


def plain(number: Decimal | None) -> str:
    """`12.500` → `12.5`: a figure as people type it."""
    return "" if number is None else f"{number.normalize():f}"


class RenewalForm(forms.Form):
    """Until when; without a day, the usual time from today."""

    until = forms.DateField(required=False)

    def day(self) -> date:
        if not self.is_valid():
            raise Refused(_("That is not a day such as 2027-01-31."))
        return self.cleaned_data["until"] or timezone.localdate() + timedelta(days=USUAL_DAYS)
