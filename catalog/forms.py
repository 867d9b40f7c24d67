"""The editor's and the lists' forms: they read and check what was typed, and never write."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from moneyed import CURRENCIES

from catalog import codes, hs_choice
from catalog.editing import PLAIN_FIELDS, Snapshot, plain
from catalog.models import Category, PriceTier
from catalog.specs.told import LONGEST, PARTS, SHOWN, tidy, with_texts
from catalog.terms import NAMES, PAYMENT_TERMS, TradeTerms, problems_of, terms_typed, tidied
from portal.core.forms import choose_from, expect
from portal.core.incoterms import incoterm_choices
from portal.core.places import country_choices, language_name
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.units import unit_choices

SALT = "catalog.editor"
MOST_TIERS, MOST_ATTRIBUTES, MOST_TAGS = 12, 80, 20
TYPO = MaxValueValidator(Decimal("99999999999"), _("This looks like a typing error: it is too large."))
POSITIVE = MinValueValidator(Decimal("0.001"), _("Write a quantity above zero."))


def category_choices() -> list[tuple[str, Any]]:
    """Every category by its path, grouped by sector, so that a browser's own search in the list finds it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    tree = Category.tree()
    for category in sorted(tree.values(), key=lambda one: one.path):
        names = [ancestor.name for ancestor in category.ancestors[1:]] + [category.name]
        groups.setdefault(category.slugs[0], []).append((category.slug, " › ".join(names)))
    return [("", _("Choose a category")), *((tree[slug].name, rows) for slug, rows in groups.items() if slug in tree)]


# Another category has other specifications, a title in a second language asks for them in it: htmx fetches them, and a
# button does without it.
ASKS_AGAIN = {
    "hx-post": "", "hx-trigger": "change", "hx-vals": '{"add": "category"}', "hx-select": "#attributes",
    "hx-target": "#attributes", "hx-swap": "outerHTML", "hx-select-oob": "#hs-hints",
    "hx-params": "not pictures, model_3d",
}  # fmt: skip


class QuantityField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 3, **kwargs})
        self.validators += [POSITIVE, TYPO]


class StockField(forms.DecimalField):
    """Empty: not stated; 0: out of stock."""

    def __init__(self, **kwargs: Any) -> None:
        own = {"max_digits": 14, "decimal_places": 3, "min_value": 0, "label": _("In stock"), "required": False}
        super().__init__(**{**own, **kwargs})
        self.validators.append(TYPO)


class AmountField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 18, "decimal_places": 4, "min_value": 0, **kwargs})
        self.validators.append(TYPO)


def money_choices(current: str = "") -> list[tuple[str, str]]:
    """The portal's currencies, and one more that an import may have brought."""
    offered = list(settings.CURRENCIES)
    if current in CURRENCIES and current not in offered:
        offered.append(current)
    return [(code, code) for code in offered]


class TermsForm(forms.Form):
    """The terms of trade beside the price ladder; none of them is needed."""

    price_low = AmountField(label=_("Price from"), required=False)
    price_high = AmountField(label=_("Price to"), required=False)
    price_currency = forms.ChoiceField(label=_("Currency"), required=False)
    supply_capacity = QuantityField(
        label=_("Supply capacity"), required=False, help_text=_("How much you can deliver, in the unit it is sold by.")
    )
    supply_period = forms.ChoiceField(
        label=_("Per"), required=False, choices=[("", _("Choose")), *TradeTerms.Period.choices]
    )
    packaging = LineField(
        label=_("Packaging"),
        max_length=300,
        required=False,
        help_text=_("For example: 50 pieces in a carton of 40 × 30 × 20 cm, 12.5 kg."),
    )
    payment_terms = forms.MultipleChoiceField(
        label=_("Payment terms you accept"),
        required=False,
        choices=list(PAYMENT_TERMS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    sample = forms.ChoiceField(
        label=_("Samples"), required=False, choices=[("", _("Not stated")), *TradeTerms.Sample.choices]
    )
    sample_amount = AmountField(label=_("Price of a sample"), required=False)
    sample_currency = forms.ChoiceField(label=_("Currency"), required=False)
    sample_days = forms.IntegerField(label=_("Sent within days"), min_value=0, max_value=365, required=False)
    sample_freight = forms.ChoiceField(
        label=_("Freight of a sample"), required=False, choices=[("", _("Not stated")), *TradeTerms.Freight.choices]
    )
    private_label = forms.ChoiceField(
        label=_("Private label"), required=False, choices=[("", _("Not stated")), *TradeTerms.PrivateLabel.choices]
    )
    video = forms.URLField(
        label=_("Video"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("The address of one video, such as of the machine at work. Buyers open it in a new page."),
    )

    def clean_video(self) -> str:
        address: str = self.cleaned_data["video"]
        if address and not address.startswith("https://"):
            raise forms.ValidationError(_("The address of the video begins with https://."))
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = tidied(super().clean() or {})
        for name, problem in problems_of(cleaned).items():
            if name not in self.errors:
                self.add_error(name, problem)
        return cleaned


class ProductForm(TermsForm):
    """The product's own fields and its texts: title and description for each language of the portal."""

    category = forms.ChoiceField(label=_("Category"), help_text=_("Type the first letters to find it."))
    language = forms.ChoiceField(label=_("Original language"), choices=settings.LANGUAGES)
    sku = LineField(
        label=_("SKU"),
        max_length=64,
        validators=[validate_visible],
        help_text=_("Your own article number. Imports find the product by it."),
    )
    brand = LineField(label=_("Brand"), max_length=80, required=False)
    model = LineField(label=_("Model"), max_length=255, required=False)
    gtin = LineField(
        label=_("GTIN"), max_length=20, required=False, help_text=_("The number under the bar code: 8 to 14 digits.")
    )
    hs_code = LineField(
        label=_("HS code"), max_length=60, required=False, help_text=_("The customs tariff number, such as 8482.10.")
    )
    origin = forms.ChoiceField(label=_("Country of origin"), required=False)
    unit = forms.ChoiceField(label=_("Sold by"))
    moq = QuantityField(label=_("Minimum order"), required=False, initial=1)
    incoterm = forms.ChoiceField(label=_("Incoterm"), required=False)
    incoterm_place = LineField(
        label=_("Named place"), max_length=80, required=False, help_text=_("Port or town, such as Busan.")
    )
    lead_time_days = forms.IntegerField(label=_("Lead time in days"), min_value=0, max_value=3650, required=False)
    stock = StockField()
    tags = LineField(
        label=_("Tags"), max_length=600, required=False, help_text=_("Words buyers would search for, with commas.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(codes_kept := self.initial.get("payment_terms"), str):  # as a snapshot has them
            self.initial = {**self.initial, "payment_terms": [code for code in codes_kept.split(",") if code]}
        self.fields["category"].widget.attrs |= ASKS_AGAIN
        self.fields["hs_code"].widget.attrs |= hs_choice.ASKS
        choices: dict[str, Iterable[tuple[Any, Any]]] = {
            "category": category_choices(),
            "origin": [("", _("Not stated")), *country_choices()],
            "unit": unit_choices(),
            "incoterm": [("", _("Not stated")), *incoterm_choices()],
            "price_currency": money_choices(self.initial.get("price_currency", "")),
            "sample_currency": money_choices(self.initial.get("sample_currency", "")),
        }
        for name, pairs in choices.items():
            choose_from(self, name, self.with_current(name, list(pairs)))
        for language, _name in settings.LANGUAGES:
            self.fields[f"title_{language}"] = LineField(
                label=pgettext_lazy("product", "Title"), max_length=300, required=False, validators=[validate_visible]
            )
            self.fields[f"description_{language}"] = BlockField(
                label=_("Description"), max_length=20000, required=False, widget=forms.Textarea({"rows": 8})
            )
            if language != (self.data.get("language") or self.initial.get("language") or settings.LANGUAGE_CODE):
                self.fields[f"title_{language}"].widget.attrs |= ASKS_AGAIN
        # Which title is needed depends on the language chosen on the page: `clean` asks for it, the label only hints.
        original = self.data.get("language") or self.get_initial_for_field(self.fields["language"], "language")
        if f"title_{original}" in self.fields:
            expect(self, f"title_{original}")

    def with_current(self, name: str, pairs: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
        """A unit or country that an import brought and our list does not name must survive an edit."""
        current = self.initial.get(name, "")
        known = {code for code, _label in pairs}
        if name in {"unit", "origin"} and current and current not in known:
            return [*pairs, (current, current)]
        return pairs

    def clean_gtin(self) -> str:
        return codes.clean_gtin(self.cleaned_data["gtin"])

    def clean_hs_code(self) -> str:
        return codes.clean_hs_code(self.cleaned_data["hs_code"])

    def clean_tags(self) -> list[str]:
        tags = [tag for word in self.cleaned_data["tags"].split(",") if (tag := word.strip()[:40])]
        return list(dict.fromkeys(tags))[:MOST_TAGS]

    def clean_moq(self) -> Decimal:
        return self.cleaned_data["moq"] or Decimal(1)

    def clean_category(self) -> Category:
        return Category.tree()[self.cleaned_data["category"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        original = cleaned.get("language", "")
        if original and not cleaned.get(f"title_{original}") and f"title_{original}" not in self.errors:
            self.add_error(f"title_{original}", _("Write the title in the product's original language."))
        for language, _name in settings.LANGUAGES:
            if cleaned.get(f"description_{language}") and not cleaned.get(f"title_{language}", "?"):
                self.add_error(f"title_{language}", _("A description needs a title in the same language."))
        if cleaned.get("incoterm_place") and not cleaned.get("incoterm"):
            self.add_error("incoterm", _("Choose the Incoterm for this place."))
        return cleaned

    @property
    def text_fields(self) -> list[dict[str, Any]]:
        """For the page: the fields of each language, the reader's own first."""
        mine, parts = get_language() or "en", ("title", "description")
        codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != mine)
        return [
            {"code": code, "name": language_name(code)} | {part: self[f"{part}_{code}"] for part in parts}
            for code in codes
        ]

    def changes(self) -> dict[str, Any]:
        names = (*PLAIN_FIELDS, *NAMES, "category", "moq", "lead_time_days", "stock", "tags")
        return {name: self.cleaned_data[name] for name in names}

    def texts(self) -> dict[str, dict[str, str]]:
        """Per language; the original first, because a new product is named after it."""
        original = self.cleaned_data["language"]
        order = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != original)
        return {
            code: {part: self.cleaned_data[f"{part}_{code}"] for part in ("title", "description")} for code in order
        }

    def words(self) -> Snapshot:
        """What was typed, in the form of `editing.snapshot`."""
        cleaned = self.cleaned_data
        words = {name: cleaned[name] for name in PLAIN_FIELDS} | terms_typed(cleaned, plain)
        for language, text in self.texts().items():
            words[f"title_{language}"], words[f"description_{language}"] = text["title"], text["description"]
        return words | {
            "category": cleaned["category"].slug,
            "moq": plain(cleaned["moq"]),
            "lead_time_days": plain(cleaned["lead_time_days"]),
            "stock": plain(cleaned["stock"]),
            "tags": ", ".join(cleaned["tags"]),
        }


class TierForm(forms.Form):
    """A step of the price ladder; left empty it is no step."""

    quantity = QuantityField(label=_("From quantity"), required=False)
    amount = AmountField(label=_("Price per unit"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.data.get(self.add_prefix("currency")) or self.initial.get("currency", "")
        choose_from(self, "currency", money_choices(current))

    def has_changed(self) -> bool:
        """A row in which only the currency stands preselected is an empty row."""
        return any(self[name].value() not in (None, "") for name in ("quantity", "amount"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors or not self.has_changed():
            return cleaned
        if cleaned.get("amount") is None:
            self.add_error("amount", _("Write the price for this quantity, or empty the row."))
        if not cleaned.get("currency"):
            self.add_error("currency", _("Choose the currency."))
        cleaned["quantity"] = cleaned.get("quantity") or Decimal(1)
        return cleaned


class Rows(forms.BaseFormSet):
    """Rows that grow by one when asked to, with or without JavaScript; empty ones do not count."""

    def filled(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.has_changed() and form.cleaned_data]


class Ladder(Rows):
    def clean(self) -> None:
        seen: set[tuple[str, Decimal]] = set()
        for form in self.forms:
            row = getattr(form, "cleaned_data", {})
            key = (row.get("currency", ""), row.get("quantity") or Decimal(0))
            if not form.has_changed() or form.errors:
                continue
            if key in seen:
                form.add_error("quantity", _("This quantity stands twice in the ladder."))
            seen.add(key)

    def tiers(self) -> list[PriceTier]:
        return [
            PriceTier(min_quantity=row["quantity"], amount=row["amount"], currency=row["currency"])
            for row in self.filled()
        ]


class AttributeForm(forms.Form):
    """A line of the specifications, in the product's own language and, where it is asked for, in others."""

    name = LineField(label=_("Property"), max_length=80, required=False)
    value = LineField(label=_("Value"), max_length=500, required=False)
    unit = LineField(label=_("Unit"), max_length=20, required=False)

    def __init__(self, *args: Any, languages: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            for part in PARTS:
                label = f"{self.fields[part].label} ({language_name(code)})"
                field = LineField(label=label, max_length=LONGEST[part], required=False)
                field.widget.attrs["lang"] = code
                self.fields[f"{part}_{code}"] = field

    def texts(self) -> dict[str, dict[str, str]]:
        said = self.cleaned_data
        return {code: {part: said.get(f"{part}_{code}") or "" for part in PARTS} for code in self.languages}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("name")) != bool(cleaned.get("value")) and not self.errors:
            missing = "value" if cleaned.get("name") else "name"
            self.add_error(missing, _("A specification has a name and a value."))
        elif not cleaned.get("name") and tidy(self.texts()) and not self.errors:
            self.add_error("name", _("Write it in the product's own language as well."))
        return cleaned


class Attributes(Rows):
    def attributes(self) -> list[dict[str, Any]]:
        forms = [form for form in self.forms if form.has_changed() and form.cleaned_data.get("name")]
        return [
            with_texts({part: form.cleaned_data[part] for part in SHOWN if form.cleaned_data.get(part)}, form.texts())
            for form in forms
        ]


class PictureForm(forms.Form):
    """A picture the product has already."""

    pk = forms.IntegerField(widget=forms.HiddenInput)
    position = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)
    alt = LineField(
        label=_("What the picture shows"),
        max_length=200,
        required=False,
        help_text=_("Read aloud to those who cannot see it."),
    )
    remove = forms.BooleanField(label=_("Remove"), required=False)


TierFormSet = forms.formset_factory(
    TierForm, formset=Ladder, extra=0, max_num=MOST_TIERS, validate_max=True, absolute_max=MOST_TIERS + 8
)
AttributeFormSet = forms.formset_factory(
    AttributeForm, formset=Attributes, extra=0, max_num=MOST_ATTRIBUTES, validate_max=True, absolute_max=200
)
PictureFormSet = forms.formset_factory(PictureForm, extra=0, max_num=24)


def seal(words: Snapshot) -> str:
    """The snapshot an editor starts from, so that its page can carry it and nobody can alter it."""
    return signing.dumps(words, salt=SALT, compress=True)


def unseal(text: str) -> Snapshot:
    """Empty when it was tampered with: then everything typed counts as a change, and nothing is lost."""
    try:
        return dict(signing.loads(text, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return {}
