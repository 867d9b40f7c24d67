"""Forms of threads and posts; they clean what was typed and never write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.texts import BlockField, LineField, validate_visible


class PostForm(forms.Form):
    body = BlockField(
        label=_("Your words"),
        max_length=20000,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Markdown works: **bold**, lists with -, links as [words](https://…)."),
    )


class ThreadForm(PostForm):
    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])
    field_order = ["title", "body"]
