"""Forms of articles; they clean what was typed and never write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.articles.models import Article
from community.articles.models.article import MAX_BODY
from community.articles.models.article_rows import tags_stored
from portal.core.forms import choose_from
from portal.core.pictures import PicturesField
from portal.core.places import language_choices, language_name
from portal.core.texts import BlockField, LineField, clean_block, validate_visible

MONTHS = ((3, _("3 months")), (6, _("6 months")), (12, _("12 months")), (24, _("24 months")), (0, _("never")))
MOST_TAGS = 10
MARKDOWN = _("Markdown works: ## headings, **bold**, lists with -, tables, links as [words](https://…).")


class FilterForm(forms.Form):
    """What the list is narrowed to; whatever is not valid is left out, never an error."""

    q = LineField(label=pgettext_lazy("search", "Words"), required=False, max_length=100)
    category = forms.ChoiceField(label=_("Category"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    show = forms.ChoiceField(label=_("Show"), required=False)
    tag = LineField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Any, is_member: bool = False, **kwargs: Any) -> None:
        """`rows` are the articles the reader may see: their categories and languages are those to choose from."""
        super().__init__(*args, **kwargs)
        facts = list(rows.order_by().values_list("category", "language").distinct())
        categories = sorted({category for category, _language in facts})
        languages = sorted({language for _category, language in facts})
        choose_from(self, "category", [("", _("All categories")), *((one, one) for one in categories)])
        choose_from(self, "language", [("", _("All languages")), *((one, language_name(one)) for one in languages)])
        more = [("drafts", _("Drafts")), ("review", _("To be approved by me")), ("due", _("To be looked at again"))]
        choose_from(self, "show", [("", _("Published")), *(more if is_member else [])])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def clean_tags(typed: str) -> str:
    stored = tags_stored(typed)
    if stored.count("\n") > MOST_TAGS + 1:
        raise forms.ValidationError(_("Up to %(most)s tags, please."), params={"most": MOST_TAGS})
    return stored


class ArticleForm(forms.Form):
    """`was` is the number of the version that the text was written upon."""

    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])
    body = BlockField(
        label=_("Text"),
        max_length=MAX_BODY,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 20}),
        help_text=MARKDOWN,
    )
    category = LineField(
        label=_("Category"),
        max_length=60,
        validators=[validate_visible],
        widget=forms.TextInput({"list": "categories", "autocomplete": "off"}),
        help_text=_("One that there is, or a new one: “Customs”, “Fairs”, “Quality”."),
    )
    tags = LineField(label=_("Tags"), required=False, max_length=200, help_text=_("Separated by commas."))
    language = forms.ChoiceField(label=_("Language"))
    review_months = forms.TypedChoiceField(label=_("Look at it again after"), coerce=int, initial=12)
    note = LineField(label=_("What you changed"), required=False, max_length=200)
    was = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000, initial=0)

    def __init__(self, *args: Any, known: Article | None = None, **kwargs: Any) -> None:
        """With `known` the language stays: another one is another article, a translation."""
        initial = kwargs.pop("initial", {})
        if known is not None:
            facts = {name: getattr(known, name) for name in ("title", "body", "category", "review_months")}
            initial = {**facts, "tags": ", ".join(known.tag_list), "was": known.latest, **initial}
        super().__init__(*args, **{**kwargs, "initial": initial})
        choose_from(self, "review_months", MONTHS)
        choose_from(self, "language", language_choices())
        if known is not None:
            del self.fields["language"]
        else:
            del self.fields["note"]

    def clean_tags(self) -> str:
        return clean_tags(self.cleaned_data["tags"])

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title", "body")}

    def order(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("category", "tags", "review_months")}


class OrderForm(forms.Form):
    """Where a published article stands, and when it is looked at again: no text, so nobody has to approve it."""

    category = LineField(
        label=_("Category"),
        max_length=60,
        validators=[validate_visible],
        widget=forms.TextInput({"list": "categories", "autocomplete": "off"}),
    )
    tags = LineField(label=_("Tags"), required=False, max_length=200, help_text=_("Separated by commas."))
    review_months = forms.TypedChoiceField(label=_("Look at it again after"), coerce=int)

    def __init__(self, *args: Any, known: Article, **kwargs: Any) -> None:
        facts = {"category": known.category, "tags": ", ".join(known.tag_list), "review_months": known.review_months}
        super().__init__(*args, **{"initial": facts, **kwargs})
        choose_from(self, "review_months", MONTHS)

    def clean_tags(self) -> str:
        return clean_tags(self.cleaned_data["tags"])


class SuggestionForm(forms.Form):
    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])
    body = BlockField(
        label=_("Text"),
        max_length=MAX_BODY,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 20}),
        help_text=MARKDOWN,
    )
    note = LineField(label=_("What you changed, and why"), max_length=200, validators=[validate_visible])
    was = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title", "body")}


class WordsForm(forms.Form):
    words = BlockField(
        label=_("Why"), max_length=2000, validators=[validate_visible], widget=forms.Textarea({"rows": 3})
    )


class PictureForm(forms.Form):
    picture = PicturesField(label=_("Picture"), most=1, required=True)
    alt = LineField(
        label=_("What it shows"),
        max_length=200,
        validators=[validate_visible],
        help_text=_("For those who do not see it."),
    )

    def clean_alt(self) -> str:
        """Brackets would end the mark that stands in the text."""
        return str(self.cleaned_data["alt"]).replace("[", "(").replace("]", ")")


class OpinionForm(forms.Form):
    is_useful = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda value: value == "yes", widget=forms.HiddenInput
    )
    words = BlockField(required=False, max_length=1000)


def clean_answer(typed: str) -> str:
    """A few words beside a button; cut rather than refused."""
    return clean_block(typed)[:400]
