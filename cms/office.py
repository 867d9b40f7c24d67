"""What news, help, glossary and legal texts add to the editors' office."""

from typing import Any, ClassVar

from django import forms
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.help.office import votes
from cms.models import Author, HelpPlace, LegalVersion, Term, Topic
from portal.core.actor import Actor


class LegalForm(WagtailAdminModelForm):
    """A draft of a legal text; ticked, it is published when it is saved, and cannot be changed any more."""

    publish_now = forms.BooleanField(
        label=_("Publish for good"), required=False, help_text=_("It gets the next number and never changes again.")
    )

    def clean(self) -> Any:
        cleaned = super().clean()
        if cleaned.get("publish_now") and (problem := self.gap(cleaned)):
            self.add_error("publish_now", problem)
        return cleaned

    def gap(self, cleaned: dict[str, Any]) -> Any:
        """Why it cannot be published yet."""
        day, document = cleaned.get("valid_from"), cleaned.get("document")
        texts = [form.cleaned_data for form in self.formsets["texts"].forms if form.is_valid()]
        languages = {text.get("language") for text in texts if not text.get("DELETE")}
        return LegalVersion(document=document or "", valid_from=day or localdate()).gap(languages)

    def save(self, commit: bool = True) -> Any:
        version = super().save(commit)
        if commit and self.cleaned_data["publish_now"]:
            version.publish(by=Actor(user=self.for_user))
        return version


LegalVersion.base_form_class = LegalForm  # where Wagtail looks for it


class TopicViews(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display: ClassVar[list[str]] = ["name", "slug", "locale"]


class AuthorViews(SnippetViewSet):
    model = Author
    icon = "user"
    list_display: ClassVar[list[str]] = ["name", "job", "locale"]
    search_fields: ClassVar[list[str]] = ["name", "job"]


class TermViews(SnippetViewSet):
    model = Term
    icon = "list-ul"
    list_display: ClassVar[list[str]] = ["term", "also_known_as", "source_date", "locale"]
    list_filter: ClassVar[list[str]] = ["locale"]
    search_fields: ClassVar[list[str]] = ["term", "also_known_as", "definition"]
    ordering: ClassVar[list[str]] = ["term"]


class PlaceViews(SnippetViewSet):
    model = HelpPlace
    icon = "help"
    list_display: ClassVar[list[str]] = ["__str__", "page"]


class LegalViews(SnippetViewSet):
    model = LegalVersion
    icon = "doc-full"
    list_display: ClassVar[list[str]] = ["__str__", "valid_from", "needs_consent", "published_at"]
    list_filter: ClassVar[list[str]] = ["document"]
    ordering: ClassVar[list[str]] = ["document", "-number"]


class KnowledgeViews(SnippetViewSetGroup):
    menu_label = _("Words and terms")
    menu_icon = "list-ul"
    menu_order = 300
    items = (TopicViews, AuthorViews, TermViews, PlaceViews, LegalViews)


register_snippet(KnowledgeViews)


def addresses() -> list[Any]:
    return [path("help-votes/", votes, name="help_votes")]


def votes_item() -> MenuItem:
    return MenuItem(_("Was help useful?"), reverse("help_votes"), icon_name="help", order=900)


hooks.register("register_admin_urls", addresses)
hooks.register("register_reports_menu_item", votes_item)
