"""Forms of requests for quotation: they clean what was typed and never write."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from companies.models import Company
from offers.forms import TokenField, category_choices, currency_choices
from offers.models import RFQ
from offers.models.rfq import USUAL_DAYS
from offers.models.rfq_checks import LONGEST_DAYS
from portal.core.actor import Actor
from portal.core.circles import circles_of
from portal.core.forms import choose_from, expect
from portal.core.incoterms import incoterm_choices
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, validate_visible

MOMENT = "%Y-%m-%dT%H:%M"
# What a request must say to be published, so that the page does not call it optional.
EXPECTED = ("title", "category", "currency", "delivery_country", "closing", "closes_at", "audience")


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


class MomentField(forms.DateTimeField):
    """A moment in the reader's zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
        super().__init__(input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S", "iso-8601"], widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        """Browsers send a moment without a zone, the API one with it."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            return forms.DateTimeField().to_python(value)


class RFQForm(forms.Form):
    """All of a request but its lines, papers and suppliers. A draft needs nothing; what there is must make sense."""

    title = LineField(label=_("Title"), max_length=160, required=False, validators=[validate_visible])
    category = forms.ChoiceField(label=_("Category"), required=False)
    text = BlockField(
        label=_("What suppliers should know"),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What it is for, quality, packing, certificates, samples, payment."),
    )
    currency = forms.ChoiceField(label=_("Currency of the quotations"), required=False)
    delivery_country = forms.ChoiceField(label=_("Country of delivery"), required=False)
    delivery_place = LineField(label=_("Place of delivery"), required=False, max_length=120)
    deliver_by = DayField(label=_("Delivery wished by"))
    incoterm = forms.ChoiceField(label=_("Incoterm wished"), required=False)
    incoterm_place = LineField(label=_("Named place"), required=False, max_length=80)
    closing = forms.ChoiceField(
        label=_("Quotations are taken"), choices=RFQ.Closing.choices, required=False, widget=forms.RadioSelect
    )
    closes_at = MomentField(label=_("Until"), required=False)
    closes_after = forms.IntegerField(
        label=_("Number of quotations"), required=False, min_value=1, max_value=100, widget=forms.NumberInput
    )
    decide_by = DayField(label=_("You decide by"))
    audience = forms.ChoiceField(label=_("Who may quote"), required=False, widget=forms.RadioSelect)
    min_tier = forms.TypedChoiceField(
        label=_("Checked at least to"), required=False, coerce=int, empty_value=None, choices=()
    )
    circle = forms.ChoiceField(label=_("Community"), required=False)
    form_token = TokenField()

    def __init__(self, *args: Any, actor: Actor, rfq: RFQ | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        circles = [(circle.key, circle.name) for circle in circles_of(actor)]
        if rfq and rfq.circle and rfq.circle not in dict(circles):
            circles.append((rfq.circle, str(_("A community you have left"))))
        audiences = [pair for pair in RFQ.Audience.choices if circles or pair[0] != RFQ.Audience.CIRCLE]
        choices: dict[str, list[Any]] = {
            "category": [("", _("Choose a category")), *category_choices()],
            "currency": currency_choices(),
            "delivery_country": [("", _("Choose a country")), *country_choices()],
            "incoterm": [("", _("No wish")), *incoterm_choices()],
            "audience": audiences,
            "min_tier": [pair for pair in Company.Tier.choices if pair[0]],
            "circle": [("", _("Choose a community")), *circles],
        }
        for name, pairs in choices.items():
            choose_from(self, name, pairs)
        self.has_circles = bool(circles)
        expect(self, *EXPECTED)
        self.keep_deeper_category()
        limit_days(self)

    def keep_deeper_category(self) -> None:
        """A category below those that the select offers stays chosen."""
        found = Category.find(str(self["category"].value() or ""))
        if found and found.level > 2:
            field = self.fields["category"]
            field.choices = [*field.choices, (found.slug, found.name)]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["closing"] = cleaned.get("closing") or RFQ.Closing.TIME
        cleaned["audience"] = cleaned.get("audience") or RFQ.Audience.PUBLIC
        if cleaned["closing"] == RFQ.Closing.TIME:
            cleaned["closes_after"] = None
        elif not cleaned.get("closes_after") and "closes_after" not in self.errors:
            self.add_error("closes_after", _("Say after how many quotations."))
        if cleaned["audience"] == RFQ.Audience.CHECKED:
            cleaned["min_tier"] = cleaned.get("min_tier") or Company.Tier.REGISTERED
        else:
            cleaned["min_tier"] = None
        if cleaned["audience"] != RFQ.Audience.CIRCLE:
            cleaned["circle"] = ""
        elif not cleaned.get("circle") and "circle" not in self.errors:
            self.add_error("circle", _("Choose the community that may quote."))
        self.check_times(cleaned)
        return cleaned

    def check_times(self, cleaned: dict[str, Any]) -> None:
        """Said beside the field as soon as it is typed; publishing asks once more."""
        now = timezone.now()
        end = cleaned.get("closes_at")
        if end and cleaned["closing"] != RFQ.Closing.COUNT and not now < end <= now + timedelta(days=LONGEST_DAYS):
            self.add_error("closes_at", _("Choose a closing time within the next 90 days."))
        day = cleaned.get("deliver_by")
        if day and day < timezone.localdate():
            self.add_error("deliver_by", _("The day of delivery has passed. Choose a later one."))

    def fields_of_rfq(self) -> dict[str, Any]:
        """What `RFQ.draft`, `revise` and `amend` take, without title and category where none was given."""
        values = {**self.cleaned_data}
        values.pop("form_token")
        values["category"] = Category.tree().get(values["category"]) if values["category"] else None
        return {name: value for name, value in values.items() if name not in {"title", "category"} or value}


def limit_days(form: forms.Form) -> None:
    """What a browser's calendar offers; the server asks again."""
    now = timezone.localtime()
    last = now + timedelta(days=LONGEST_DAYS)
    form.fields["closes_at"].widget.attrs.update(min=now.strftime(MOMENT), max=last.strftime(MOMENT))
    if "deliver_by" in form.fields:
        form.fields["deliver_by"].widget.attrs.update(min=now.date().isoformat())


COPIED = (
    *("title", "text", "currency", "incoterm", "incoterm_place", "delivery_country", "delivery_place", "deliver_by"),
    *("audience", "min_tier", "circle", "closing", "closes_at", "closes_after", "decide_by"),
)


def initial_from_rfq(rfq: RFQ) -> dict[str, Any]:
    return {**{name: getattr(rfq, name) for name in COPIED}, "category": rfq.category.slug}


def usual_initial(actor: Actor, currency: str) -> dict[str, Any]:
    """A blank form: two weeks, to the company's own country, open to every supplier."""
    company = actor.company
    end = timezone.localtime() + timedelta(days=USUAL_DAYS)
    return {
        "currency": currency,
        "delivery_country": company.country,
        "delivery_place": company.city,
        "closing": RFQ.Closing.TIME,
        "closes_at": end.replace(hour=17, minute=0, second=0, microsecond=0),
        "audience": RFQ.Audience.PUBLIC,
        "min_tier": Company.Tier.REGISTERED,
    }


class QuestionForm(forms.Form):
    text = BlockField(
        label=_("Your question"),
        max_length=2000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everybody who may quote reads question and answer; only the buyer sees who asks."),
    )
    is_blocking = forms.BooleanField(label=_("We cannot quote before this is answered"), required=False)


class AnswerForm(forms.Form):
    answer = BlockField(
        label=_("Your answer"), max_length=4000, validators=[validate_visible], widget=forms.Textarea({"rows": 3})
    )


class ReasonForm(forms.Form):
    reason = BlockField(
        label=_("Why"),
        max_length=1000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One sentence is enough. Those who quoted or were invited read it."),
    )


class ExtensionForm(forms.Form):
    closes_at = MomentField(label=_("Quotations until"), required=True)

    def __init__(self, *args: Any, rfq: RFQ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rfq = rfq
        limit_days(self)

    def clean_closes_at(self) -> Any:
        end = self.cleaned_data["closes_at"]
        if self.rfq.closes_at and end <= self.rfq.closes_at:
            raise forms.ValidationError(_("That is no later than now agreed. To end sooner, change the request."))
        if end > timezone.now() + timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a closing time within the next 90 days."))
        return end


class ConfirmForm(forms.Form):
    """Nothing to fill in: the press of the button is the answer."""
