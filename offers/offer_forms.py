"""The form of an offer: it cleans what was typed and never writes."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog import codes
from catalog.models import Category, Product
from companies.models import Company
from offers.forms import TokenField, category_choices, currency_choices, price_field, quantity_field
from offers.models import Offer, Visibility
from offers.models.offer import LONGEST_DAYS, MOST_READERS, USUAL_DAYS
from offers.silence import names_of, problem_with
from portal.core.actor import Actor
from portal.core.circles import circles_of
from portal.core.forms import choose_from, expect
from portal.core.incoterms import incoterm_choices
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.units import plain, unit_choices

OFFERED = 8  # companies that a search for a name shows


class ReadersField(forms.Field):
    """Slugs of companies, each in a field of its own."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        values = value if isinstance(value, list | tuple) else [value] if value else []
        return [str(one)[:80].replace("\x00", "") for one in values[: 4 * MOST_READERS]]


class OfferForm(forms.Form):
    """An offer on one screen. To keep a draft, a title and a category are enough; `publishing` asks for the rest."""

    side = forms.ChoiceField(label=_("I want to"), choices=[("sell", _("sell")), ("buy", _("buy"))])
    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])
    category = forms.ChoiceField(label=_("Category"))
    hs_code = LineField(
        label=_("HS code"),
        required=False,
        max_length=60,
        help_text=_("Customs want it: 4, 6, 8 or 10 digits, such as 8482.10."),
    )
    quantity = quantity_field(_("Quantity"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    amount = price_field(
        _("Price per unit"),
        help_text=_("When you buy: your target price. Leave it empty for “price on request”."),
    )
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
    visibility = forms.ChoiceField(
        label=_("Who sees it"), required=False, choices=Visibility.choices, widget=forms.RadioSelect
    )
    circle = forms.ChoiceField(
        label=_("Community"), required=False, help_text=_("Who leaves it no longer sees the offer.")
    )
    readers = ReadersField(required=False)
    find = LineField(
        label=_("Find companies by name"), required=False, max_length=80, widget=forms.TextInput({"type": "search"})
    )
    product = forms.CharField(required=False, widget=forms.HiddenInput)
    with_pictures = forms.BooleanField(label=_("Take the product's pictures along"), required=False)
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
        circles = circles_of(actor)
        choices["circle"] = [("", _("Choose a community")), *((one.key, one.name) for one in circles)]
        if not circles:
            choices["visibility"] = [pair for pair in Visibility.choices if pair[0] != Visibility.CIRCLE]
        for name, pairs in choices.items():
            choose_from(self, name, pairs)
        expect(self, "quantity")  # a draft alone can wait for it
        today = timezone.localdate()
        self.fields["valid_until"].widget.attrs.update(
            min=(today + timedelta(days=1)).isoformat(), max=(today + timedelta(days=LONGEST_DAYS)).isoformat()
        )

    def clean_category(self) -> Category:
        return Category.tree()[self.cleaned_data["category"]]

    def clean_hs_code(self) -> str:
        return codes.clean_hs_code(self.cleaned_data["hs_code"])

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or str(Visibility.PUBLIC)

    def clean_readers(self) -> list[Company]:
        """Those that the acting company may know of; what is no company is left out."""
        found = others(self.actor).filter(slug__in=self.cleaned_data["readers"])
        return list(found.order_by("name", "pk"))

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
        self.check_readers(cleaned)
        return cleaned

    def check_readers(self, cleaned: dict[str, Any]) -> None:
        visibility = cleaned.get("visibility")
        if visibility == Visibility.CIRCLE and not cleaned.get("circle") and "circle" not in self.errors:
            self.add_error("circle", _("Choose the community whose members shall see it."))
        if visibility != Visibility.CIRCLE:
            cleaned["circle"] = ""
        readers = cleaned.get("readers", [])
        if visibility == Visibility.NAMED and len(readers) > MOST_READERS:
            self.add_error("find", _("An offer can be for up to fifty companies."))
        if visibility == Visibility.NAMED and self.publishing and not readers:
            self.add_error("find", _("Choose at least one company that shall see this offer."))

    def check_silence(self, cleaned: dict[str, Any]) -> None:
        """An anonymous offer must not tell in its words whose it is."""
        assert self.actor.company is not None
        names = names_of(self.actor.company, cleaned.get("product"))
        for field in ("title", "text", "incoterm_place"):
            if problem := problem_with(str(cleaned.get(field) or ""), names):
                self.add_error(field, problem)

    def fields_of_offer(self) -> dict[str, Any]:
        """What `Offer.post` and `Offer.revise` take."""
        values = dict(self.cleaned_data)
        for name in ("form_token", "find", "with_pictures"):
            values.pop(name)
        values["unit"] = values["unit"] or "C62"
        values["currency"] = values["currency"] if values["amount"] is not None else ""
        return values

    # -- for the page -----------------------------------------------------------------------------------------------

    @property
    def chosen_readers(self) -> list[Company]:
        """The companies ticked so far, whether or not the rest of the form is right."""
        slugs = self.fields["readers"].clean(self["readers"].value() or [])
        return list(others(self.actor).filter(slug__in=slugs).order_by("name", "pk"))

    @property
    def found_readers(self) -> list[Company]:
        slugs = self.fields["readers"].clean(self["readers"].value() or [])
        return companies_named(str(self["find"].value() or ""), self.actor, slugs)


def others(actor: Actor) -> Any:
    """Companies that an offer of this one can be for."""
    return Company.objects.visible_to(actor).filter(is_active=True).exclude(pk=actor.company_id)


def companies_named(words: str, actor: Actor, without: list[str]) -> list[Company]:
    """The first of those whose name has every word; none for no words."""
    rows = others(actor).exclude(slug__in=without)
    typed = words.replace("\x00", "").split()[:6]
    for word in typed:
        rows = rows.filter(name__icontains=word[:60]) | rows.filter(local_name__icontains=word[:60])
    return list(rows.order_by("name", "pk")[:OFFERED]) if typed else []


COPIED = (
    *("side", "title", "quantity", "unit", "amount", "currency", "moq", "lead_time_days"),
    *("incoterm", "incoterm_place", "valid_until", "text", "is_anonymous", "hs_code", "visibility", "circle"),
)


def initial_from_offer(offer: Offer) -> dict[str, Any]:
    values = {name: getattr(offer, name) for name in COPIED}
    for name in ("quantity", "moq", "amount"):
        values[name] = plain(values[name])
    readers = list(offer.readers.values_list("company__slug", flat=True))
    product = offer.product.ref if offer.product else ""
    return {**values, "category": offer.category.slug, "product": product, "readers": readers}


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
    amount_of = product.moq or (price.min_quantity if price else None) or Decimal(1)
    return {
        **values,
        "product": product.ref,
        "text": product.text.description[:8000],
        "hs_code": product.hs_code,
        "quantity": plain(amount_of),
        "with_pictures": True,
        "moq": plain(product.moq),
        "amount": plain(price.amount) if price else None,
        "currency": price.currency if price else "",
        "incoterm": product.incoterm if product.incoterm_place else "",
        "incoterm_place": product.incoterm_place if product.incoterm else "",
        "lead_time_days": product.lead_time_days,
    }
