"""What is typed in lists: the filters of own products and of a shelf, price and order in a row, a quantity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms import AmountField, QuantityField, StockField, category_choices
from catalog.models import Category, Product
from catalog.product_rows import EXPIRING
from portal.core.forms import choose_from
from portal.core.places import country_choices
from portal.core.texts import LineField


class RowForm(forms.Form):
    """Price, minimum order and stock in the table of own products."""

    amount = AmountField(label=_("Price"), required=False)
    moq = QuantityField(label=_("Minimum order"))
    stock = StockField()


class MineForm(forms.Form):
    """The filters over own products; what is not valid is left out."""

    SORTS = {"": "-updated_at", "sku": "sku", "oldest": "updated_at", "newest": "-created_at"}

    q = LineField(label=_("Title or SKU"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Any state")), *Product.State.choices, (EXPIRING, _("Expires soon"))],
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Changed last")),
            ("newest", _("Added last")),
            ("sku", _("By SKU")),
            ("oldest", _("Changed longest ago")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "category", [("", _("All categories")), *category_choices()[1:]])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value and name != "sort"}
        if "category" in chosen:
            chosen["category"] = Category.tree()[chosen["category"]]
        return chosen

    def order(self) -> str:
        return self.SORTS.get(self.cleaned_data.get("sort", ""), "-updated_at")


class ShelfForm(forms.Form):
    """The filters of a category's page."""

    SORTS = {"": "-published_at", "oldest": "published_at"}

    country = forms.ChoiceField(label=_("Supplier's country"), required=False)
    brand = forms.ChoiceField(label=_("Brand"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("Newest first")), ("oldest", _("Oldest first"))]
    )

    def __init__(self, *args: Any, countries: list[str], brands: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [pair for pair in country_choices() if pair[0] in set(countries)]
        choose_from(self, "country", [("", _("All countries")), *named])
        pairs = [(brand, brand) for brand in brands]
        choose_from(self, "brand", [("", _("All brands")), *pairs])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "sort"}

    def order(self) -> str:
        return self.SORTS.get(self.cleaned_data.get("sort", ""), "-published_at")


class QuantityForm(forms.Form):
    """`?quantity=` on the product's page."""

    quantity = QuantityField(label=_("Your quantity"), required=False)
