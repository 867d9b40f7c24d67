"""Forms of joint purchases: they clean what was typed and never write."""

import re
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.codes import clean_hs_code
from catalog.models import Category, Product, Variant
from offers.forms import TokenField, category_choices, currency_choices, price_field, quantity_field
from offers.rfq_forms import MomentField
from portal.core.actor import Actor
from portal.core.forms import choose_from, expect
from portal.core.incoterms import incoterm_choices
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.units import unit_choices
from portal.core.zones import zone_choices
from trade.rounds.limits import MOST_HOURS, tier_gaps
from trade.rounds.models import PurchaseRound

ROWS = 6  # of prices on the page
ADDRESS = re.compile(r"/products/([-\w]+)/?")
EXPECTED = (
    *("title", "category", "unit", "currency", "minimum", "deadline", "zone", "closing", "free_hours", "sight"),
    *("goal", "quote_days", "delivery_country"),
)
COLUMNS = (
    *("title", "text", "hs_code", "unit", "currency", "minimum", "maximum", "each_min", "each_max", "multiple"),
    *("deadline", "zone", "closing", "free_hours", "sight", "goal", "quote_days", "incoterm", "incoterm_place"),
    *("delivery_country", "delivery_place"),
)


class TierForm(forms.Form):
    """One price: from how much in total, and for how much a unit."""

    quantity = quantity_field(_("From, in total"))
    amount = price_field(_("Price per unit"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (cleaned.get("quantity") is None) != (cleaned.get("amount") is None):
            self.add_error("amount", _("A price goes with the quantity from which it holds."))
        return cleaned


class RoundForm(forms.Form):
    """All that a round says. A draft needs a title and a category; what there is must make sense."""

    product = LineField(
        label=_("Product from the catalogue"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"list": "round-products", "autocomplete": "off"}),
        help_text=_("Its address, its reference, or words to find it by. Leave it empty to describe what you need."),
    )
    variant = LineField(label=_("Variant"), required=False, max_length=64, help_text=_("Its SKU."))
    title = LineField(label=_("Title"), required=False, max_length=160, validators=[validate_visible])
    category = forms.ChoiceField(label=_("Category"), required=False)
    text = BlockField(
        label=_("Specification"),
        required=False,
        max_length=6000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Material, quality, packing, certificates: what every member gets, and what the supplier reads."),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    hs_code = LineField(label=_("HS code"), required=False, max_length=60)
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    minimum = quantity_field(_("Minimum in total"))
    maximum = quantity_field(_("Maximum in total"))
    each_min = quantity_field(_("At least for each member"))
    each_max = quantity_field(_("At most for each member"))
    multiple = quantity_field(_("In multiples of"))
    deadline = MomentField(label=_("Members pledge until"), required=False)
    zone = forms.ChoiceField(label=_("Time zone of the deadline"), required=False)
    closing = forms.ChoiceField(
        label=_("It closes"), required=False, choices=PurchaseRound.Closing.choices, widget=forms.RadioSelect
    )
    free_hours = forms.IntegerField(
        label=_("Pledges are binding from, in hours before the deadline"),
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        help_text=_("Until then members can take theirs back. After that they need your consent, which is recorded."),
    )
    sight = forms.ChoiceField(
        label=_("Who takes how much"), required=False, choices=PurchaseRound.Sight.choices, widget=forms.RadioSelect
    )
    goal = forms.ChoiceField(
        label=_("When it closes, it becomes"),
        required=False,
        choices=PurchaseRound.Goal.choices,
        widget=forms.RadioSelect,
    )
    quote_days = forms.IntegerField(label=_("Days suppliers have to quote"), required=False, min_value=1, max_value=89)
    delivery_country = forms.ChoiceField(label=_("Country of delivery"), required=False)
    delivery_place = LineField(label=_("Place of delivery"), required=False, max_length=120)
    incoterm = forms.ChoiceField(label=_("Incoterm"), required=False)
    incoterm_place = LineField(label=_("Named place"), required=False, max_length=80)
    form_token = TokenField()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.found: Product | None = None
        self.found_variant: Variant | None = None
        choices: dict[str, list[Any]] = {
            "category": [("", _("Choose a category")), *category_choices(3)],
            "unit": unit_choices(),
            "currency": currency_choices(),
            "zone": zone_choices(),
            "delivery_country": [("", _("Choose a country")), *country_choices()],
            "incoterm": [("", _("No wish")), *incoterm_choices()],
        }
        for name, pairs in choices.items():
            choose_from(self, name, keeping(pairs, self[name].value()))
        expect(self, *EXPECTED)
        data, initial = (self.data if self.is_bound else None), self.initial.get("tiers", [])
        starts = [{"quantity": one, "amount": two} for one, two in initial]
        self.tiers = [
            TierForm(data, prefix=f"tier-{number}", initial=starts[number] if number < len(starts) else {})
            for number in range(max(ROWS, len(starts)))
        ]
        for tier in self.tiers:
            expect(tier)

    def clean_product(self) -> str:
        """A product the steward may see and members may buy; raises ValidationError for words that find none."""
        words = self.cleaned_data["product"]
        if words:
            self.found = find_product(words, self.actor)
            if self.found is None:
                raise forms.ValidationError(_("No product is found by this. Choose one of the list, or describe it."))
        return self.found.ref if self.found else ""

    def clean_variant(self) -> str:
        sku = str(self.cleaned_data["variant"])
        if sku and self.found is not None:
            rows = Variant.objects.visible_to(self.actor).filter(product=self.found, is_offered=True)
            self.found_variant = rows.filter(sku__iexact=sku).first()
            if self.found_variant is None:
                raise forms.ValidationError(_("This product has no such variant."))
        return sku

    def clean_hs_code(self) -> str:
        return clean_hs_code(self.cleaned_data["hs_code"]) if self.cleaned_data["hs_code"] else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.found is not None:
            self.take_from_product(cleaned, self.found)
        for name, words in (("title", _("Say what is bought.")), ("category", _("Choose a category."))):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        zone = cleaned.get("zone") or "UTC"
        cleaned["zone"] = zone
        if cleaned.get("deadline"):  # as the clock on the wall of that zone says, whatever the reader's own
            cleaned["deadline"] = timezone.make_naive(cleaned["deadline"]).replace(tzinfo=ZoneInfo(zone))
        self.check_limits(cleaned)
        self.check_tiers(cleaned)
        return cleaned

    def take_from_product(self, cleaned: dict[str, Any], product: Product) -> None:
        """What is not typed is the product's; the unit always is, since its prices are for it."""
        cleaned["unit"] = product.unit
        cleaned["title"] = cleaned.get("title") or product.title[:160]
        cleaned["category"] = cleaned.get("category") or product.category.slug
        cleaned["hs_code"] = cleaned.get("hs_code") or product.hs_code
        if not cleaned.get("incoterm"):
            cleaned["incoterm"], cleaned["incoterm_place"] = product.incoterm, product.incoterm_place

    def check_limits(self, cleaned: dict[str, Any]) -> None:
        minimum, maximum = cleaned.get("minimum"), cleaned.get("maximum")
        if minimum and maximum and maximum < minimum:
            self.add_error("maximum", _("That is below the minimum."))
        least, most = cleaned.get("each_min"), cleaned.get("each_max")
        if least and most and most < least:
            self.add_error("each_max", _("That is below the least quantity."))

    def check_tiers(self, cleaned: dict[str, Any]) -> None:
        """The prices typed; for a product without any, those of its supplier's list in this currency."""
        wrong = [tier for tier in self.tiers if not tier.is_valid()]
        rows = [tier.cleaned_data for tier in self.tiers if tier.is_valid()]
        pairs = [(row["quantity"], row["amount"]) for row in rows if row.get("quantity") and row.get("amount")]
        if self.found is not None and not pairs and not wrong:
            pairs = listed_prices(self.found, self.found_variant, cleaned.get("currency") or "")
        self.pairs = sorted(pairs)
        if wrong:
            self.add_error(None, _("Some of the prices are not in order: look at them below."))
        elif len({one for one, _two in self.pairs}) < len(self.pairs):
            self.add_error(None, _("Two prices begin at the same quantity."))
        elif problem := next(tier_gaps(self.pairs), ""):
            self.add_error(None, problem)

    def fields_of_round(self) -> dict[str, Any]:
        """What `PurchaseRound.draft` and `revise` take, without the prices."""
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in COLUMNS}
        for name, usual in (("free_hours", 48), ("quote_days", 14)):
            values[name] = usual if values[name] is None else values[name]
        values["closing"] = values["closing"] or PurchaseRound.Closing.DEADLINE
        values["sight"] = values["sight"] or PurchaseRound.Sight.TOTALS
        usual_goal = PurchaseRound.Goal.SUPPLIER if self.found else PurchaseRound.Goal.MARKET
        values["goal"] = values["goal"] or usual_goal
        values["unit"] = values["unit"] or "C62"
        return {
            **values,
            "category": Category.tree()[cleaned["category"]],
            "product": self.found,
            "variant": self.found_variant,
            "supplier": self.found.company if self.found else None,
        }


def keeping(pairs: list[Any], value: Any) -> list[Any]:
    """The choices, with the present one even when it is none of the usual."""
    known = {key for key, name in pairs if not isinstance(name, list)}
    known |= {key for _group, names in pairs if isinstance(names, list) for key, _name in names}
    if not value or value in known:
        return pairs
    category = Category.find(str(value))
    return [*pairs, (category.slug, category.name)] if category else pairs


def find_product(words: str, actor: Actor) -> Product | None:
    """By its reference, its address, else the one product that has all the words in its title or SKU."""
    rows = Product.objects.visible_to(actor).published().for_cards()
    if match := ADDRESS.search(words):
        return rows.filter(slug=match[1]).first()
    if found := rows.filter(ref__iexact=words[:16]).first():
        return found
    few = list(rows.matching(q=words)[:2])
    return few[0] if len(few) == 1 else None


def listed_prices(product: Product, variant: Variant | None, currency: str) -> list[tuple[Decimal, Decimal]]:
    """The supplier's list in this currency, without steps that are not cheaper than the one before."""
    if variant is not None and variant.amount:
        return [(Decimal(1), variant.amount)] if variant.currency == currency else []
    pairs: list[tuple[Decimal, Decimal]] = []
    for tier in product.tiers:
        if tier.currency == currency and tier.amount > 0 and (not pairs or tier.amount < pairs[-1][1]):
            pairs.append((Decimal(tier.min_quantity), tier.amount))
    return pairs


def initial_of(purchase: PurchaseRound) -> dict[str, Any]:
    deadline = purchase.local_deadline
    return {
        **{name: getattr(purchase, name) for name in COLUMNS},
        "deadline": deadline.replace(tzinfo=None) if deadline else None,
        "category": purchase.category.slug,
        "product": purchase.product.ref if purchase.product else "",
        "variant": purchase.variant.sku if purchase.variant else "",
        "tiers": [(tier.quantity, tier.amount) for tier in purchase.all_tiers],
    }


def usual_initial(actor: Actor, currency: str, product: Product | None) -> dict[str, Any]:
    """Two weeks, delivered to the steward's country, totals only."""
    end = timezone.localtime() + timedelta(days=14)
    values: dict[str, Any] = {
        "currency": currency,
        "unit": "C62",
        "deadline": end.replace(hour=17, minute=0, second=0, microsecond=0, tzinfo=None),
        "zone": timezone.get_current_timezone_name(),
        "closing": PurchaseRound.Closing.DEADLINE,
        "free_hours": 48,
        "sight": PurchaseRound.Sight.TOTALS,
        "goal": PurchaseRound.Goal.SUPPLIER if product else PurchaseRound.Goal.MARKET,
        "quote_days": 14,
        "delivery_country": actor.company.country,
        "delivery_place": actor.company.city,
        "form_token": str(uuid.uuid4()),
    }
    if product is not None:
        stated = product.first_price
        values |= {"product": product.ref, "title": product.title[:160], "category": product.category.slug}
        values |= {"unit": product.unit, "currency": stated.currency if stated else currency}
        values["tiers"] = listed_prices(product, None, values["currency"])
    return values
