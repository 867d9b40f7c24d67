"""Lays out the site after migrate, a home page with its lists in every language: `/` answers on a new machine.

Each part of the site names the pages it begins with in its `first_words.py`:

    @below_home
    def pages() -> Iterator[Page]:
        yield NewsIndexPage(title=_("News"), slug="news")
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, LaidPage

Pages = Callable[[], Iterator[Page]]
PARTS: list[Pages] = []


def below_home(pages: Pages) -> Pages:
    """Registers pages that every site has below its home page: in the active language, not yet saved."""
    PARTS.append(pages)
    return pages


def lay_out(**kwargs: Any) -> None:
    """Make what was never there; pages stay as editors left them, and what they deleted stays away."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    laid = set(LaidPage.objects.values_list("language", "slug"))
    homes = {home.locale_id: home for home in HomePage.objects.order_by("-pk")}
    first = homes.get(locales[0].pk)
    for locale in locales:
        home = homes.get(locale.pk) or add_home(locale, first)
        first = first or home
        with translation.override(locale.language_code):
            missing = [page for part in PARTS for page in part() if (locale.language_code, page.slug) not in laid]
        for page in missing:
            add_below(home, page, first)
            LaidPage.objects.create(language=locale.language_code, slug=page.slug)
    if len(homes) < len(locales):
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": first})
        Page.objects.filter(depth=2, slug="home", content_type__app_label="wagtailcore").delete()
        Site.clear_site_root_paths_cache()


def add_home(locale: Locale, first: HomePage | None) -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    slug = "market" if first is None else f"market-{locale.language_code}"
    home = HomePage(title="Jangteo", slug=slug, locale=locale)
    if first is not None:
        home.translation_key = first.translation_key
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
