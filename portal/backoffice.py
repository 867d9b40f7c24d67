"""The back office at `/staff/`: Django's own, with its index ordered by what staff do instead of by package."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Task:
    """A group of the index: `lists` in the order in which they are needed; `is_aside` for what is folded away."""

    key: str
    title: Any
    about: Any
    lists: tuple[str, ...]
    is_aside: bool = False


TASKS = (
    Task(
        "people",
        _("Who is on the portal"),
        _("The addresses people sign in with, the groups that give staff their rights, and who wants which e-mails."),
        ("account.EmailAddress", "auth.Group", "notifications.MailPreference"),
    ),
    Task(
        "goods",
        _("What is sold"),
        _("Products, offers and the questions about them, to look something up. Listings are judged at the desk."),
        ("catalog.Product", "offers.Offer", "offers.Inquiry", "catalog.Category"),
    ),
    Task(
        "money",
        _("Money"),
        _("What was paid, given back and disputed; what is still owed; and where Stripe’s figures differ from ours."),
        (
            *("payments.Charge", "payments.Refund", "payments.Dispute", "payments.Recovery", "payments.Difference"),
            *("payments.Release", "payments.PayAccount", "payments.Subscription", "payments.Plan"),
        ),
    ),
    Task(
        "talk",
        _("Words and talk"),
        _("Communities, what is said in them, and consultations: who talks to whom, never what."),
        ("community.Community", "community.Thread", "consultations.Room"),
    ),
    Task(
        "safety",
        _("Safety of accounts"),
        _("End somebody’s sign-ins, or take away the second factor of somebody who has lost theirs."),
        ("usersessions.UserSession", "mfa.Authenticator"),
    ),
    Task(
        "machine",
        _("The machine’s own"),
        _("What is wrong just now, what was given up and can be tried again, and what runs by the clock."),
        ("core.Alarm", "core.Event", "core.TimedJob", "payments.StripeEvent"),
    ),
    Task(
        "rest",
        _("Rarely needed"),
        _("Pictures, documents and tags of the programme’s pages: editors look after them in their own office."),
        ("wagtailimages.Image", "wagtaildocs.Document", "taggit.Tag"),
        is_aside=True,
    ),
)
# The names of packages, where their pages would show them.
PACKAGES = {
    "mfa": _("Second factors"),
    "taggit": _("Tags"),
    "wagtaildocs": _("Documents of the programme’s pages"),
    "wagtailimages": _("Pictures of the programme’s pages"),
}


class BackOffice(AdminSite):
    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists this person may see, by task; those that have no task come last. Of one app: as Django has it."""
        if app_label:
            return super().get_app_list(request, app_label)
        found = {
            one["model"]._meta.label: one for app in super().get_app_list(request) for one in app["models"]
        }  # by the names of apps and lists
        tasks = [(task, [found.pop(label) for label in task.lists if label in found]) for task in TASKS]
        tasks[-1][1].extend(found.values())
        return [grouped(task, lists) for task, lists in tasks if lists]


def grouped(task: Task, lists: list[Any]) -> dict[str, Any]:
    """As Django's own template, and what else asks for the list, know an app."""
    return {
        "name": task.title,
        "about": task.about,
        "is_aside": task.is_aside,
        "app_label": task.key,
        "app_url": f"{reverse('admin:index')}#{task.key}",
        "has_module_perms": True,
        "models": lists,
    }


class BackOfficeConfig(AdminConfig):
    default = False
    default_site = "portal.backoffice.BackOffice"

    def ready(self) -> None:
        super().ready()
        for label, name in PACKAGES.items():
            apps.get_app_config(label).verbose_name = name
