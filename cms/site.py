"""Lays out the site after migrate, a home page with its lists in every language: `/` answers on a new machine."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from cms.models import CaseIndexPage, HomePage, NewsIndexPage


def lay_out(**kwargs: Any) -> None:
    """Make what is missing; pages that are there stay as editors left them."""
    if HomePage.objects.count() >= len(settings.LANGUAGES):
        return
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locales[0])
    first = None
    for locale in locales:
        home = HomePage.objects.filter(locale=locale).first() or add_home(root, locale, first)
        first = first or home
        add_lists(home, first)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": first})
    Page.objects.filter(depth=2, slug="home", content_type__app_label="wagtailcore").delete()
    Site.clear_site_root_paths_cache()


def add_home(root: Page, locale: Locale, first: HomePage | None) -> HomePage:
    slug = "market" if first is None else f"market-{locale.language_code}"
    home = HomePage(title="Jangteo", slug=slug, locale=locale)
    if first is not None:
        home.translation_key = first.translation_key
    root.refresh_from_db()
    root.add_child(instance=home)
    return home


def add_lists(home: HomePage, first: HomePage) -> None:
    with translation.override(home.locale.language_code):
        lists = [
            (NewsIndexPage, "news", _("News"), _("What happens on the market and in the programme.")),
            (
                CaseIndexPage,
                "cases",
                _("Good practices"),
                _("How small firms did it, so that others can do it too."),
            ),
        ]
    for model, slug, title, lead in lists:
        if model.objects.child_of(home).exists():
            continue
        page = model(title=title, slug=slug, lead=lead, locale=home.locale)
        original = model.objects.child_of(first).first()
        if original is not None:
            page.translation_key = original.translation_key
        home.refresh_from_db()
        home.add_child(instance=page)
