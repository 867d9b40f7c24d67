"""Lays out the site after migrate, a home page with its lists in every language: `/` answers on a new machine."""

from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.models import Locale, Page, Site

from cms import first_words
from cms.models import HomePage


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
        with translation.override(locale.language_code):
            pages = list(first_words.pages())
        for page in pages:
            add_below(home, page, first)
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


def add_below(home: HomePage, page: Page, first: HomePage) -> None:
    """Below its home, as a translation of the one of the same address below the first home."""
    if home.get_children().filter(slug=page.slug).exists():
        return
    page.locale = home.locale
    original = first.get_children().filter(slug=page.slug).first()
    if original is not None:
        page.translation_key = original.translation_key
    home.refresh_from_db()
    home.add_child(instance=page)
