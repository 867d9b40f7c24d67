"""A redirect that leads back to itself keeps a browser going round: it is refused in the form, also on import."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import forms, views
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

LONGEST = 50  # redirects one after another; nobody follows more


class CarefulRedirectForm(forms.RedirectForm):
    def clean(self) -> dict[str, Any]:
        super().clean()
        start = Redirect.normalise_path(self.cleaned_data.get("old_path") or "")
        target = path_of(self.cleaned_data.get("redirect_page"), self.cleaned_data.get("redirect_link") or "")
        if not target or "old_path" not in self.cleaned_data:
            return dict(self.cleaned_data)
        if target == start:
            raise self.beside_the_target(_("This redirect leads to itself."))
        way = follow(target, start, leave_out=self.instance.pk)
        if way:
            circle = {"way": " → ".join([start, *way, start])}
            raise self.beside_the_target(_("This redirect goes round in a circle: %(way)s.") % circle)
        return dict(self.cleaned_data)

    def beside_the_target(self, sentence: str) -> ValidationError:
        name = "redirect_page" if self.cleaned_data.get("redirect_page") else "redirect_link"
        return ValidationError({name: sentence} if name in self.fields else sentence)


def path_of(page: Any, link: str) -> str:
    """Where it leads to on this site, as redirects write addresses; empty for an address elsewhere."""
    if page is not None:
        return str(Redirect.normalise_path(page.url or "")) if page.url else ""
    parts = urlsplit(link)
    if not link or (parts.netloc and parts.netloc not in our_hosts()):
        return ""
    return str(Redirect.normalise_path(link))


def our_hosts() -> set[str]:
    sites = {urlsplit(site.root_url).netloc for site in Site.objects.order_by("pk")}
    return sites | {urlsplit(settings.SITE_URL).netloc}


def follow(path: str, end: str, leave_out: int | None) -> list[str]:
    """The addresses from `path` on, if the redirects that are there lead from it to `end`; else none.

    A published page answers before any redirect of its address: there the way ends.
    """
    way: list[str] = []
    while path and path not in way and len(way) < LONGEST:
        way.append(path)
        row = Redirect.objects.filter(old_path=path).exclude(pk=leave_out).order_by("-site_id").first()
        if row is None:
            return []
        path = path_of(row.redirect_page, row.redirect_link)
        if path == end:
            return way
    return []


def use_careful_form() -> None:
    """Wagtail names its form in three places and has no setting for it; the import makes one for each row."""
    views.RedirectForm = CarefulRedirectForm
    views.CreateView.form_class = views.EditView.form_class = CarefulRedirectForm
