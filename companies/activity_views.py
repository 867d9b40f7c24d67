"""`/my/activity/`: who did what for the company."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from companies.activity import GROUPS, Log
from companies.guards import company_required
from companies.permissions import can_see_activity
from portal.core.forms import choose_from
from portal.core.http import SignedIn
from portal.core.permissions import require
from portal.core.spreadsheet import csv_download, csv_lines

PERIODS: dict[str, Any] = {
    "1": gettext_lazy("Last 24 hours"),
    "7": gettext_lazy("Last 7 days"),
    "30": gettext_lazy("Last 30 days"),
    "365": gettext_lazy("Last year"),
}
LARGEST = 2**63 - 1


class LogForm(forms.Form):
    """The filters of the log; whatever is not valid is left out, never an error."""

    person = forms.ChoiceField(label=pgettext_lazy("log", "Who"), required=False)
    group = forms.ChoiceField(label=pgettext_lazy("log", "What"), required=False)
    period = forms.ChoiceField(label=pgettext_lazy("log", "When"), required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [("keys", _("API keys")), ("staff", _("Programme staff"))]
        choose_from(self, "person", [("", _("Everybody")), *people, *others])
        choose_from(self, "group", [("", _("Everything")), *GROUPS.items()])
        choose_from(self, "period", [("", _("Any time")), *PERIODS.items()])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        days = chosen.pop("period", "")
        return {**chosen, "since": now() - timedelta(days=int(days))} if days else chosen


def log_of(request: SignedIn) -> tuple[LogForm, Log]:
    company = request.actor.company
    require(can_see_activity(request.actor, company), _("Only owners and managers read the activity log."))
    members = company.memberships.select_related("user").order_by("user__name", "pk")
    form = LogForm(request.GET, people=[(str(one.user_id), str(one.user)) for one in members])
    return form, Log(company, request.actor, **form.filters())


@company_required
@require_safe
def activity(request: SignedIn) -> HttpResponse:
    form, log = log_of(request)
    entries, more = log.page()
    is_filtered = bool(log.group or log.person or log.since)
    context = {"form": form, "entries": entries, "more": more, "is_filtered": is_filtered, "is_later": log.before}
    return render(request, "companies/activity.html", context)


@company_required
@require_safe
def activity_export(request: SignedIn) -> StreamingHttpResponse:
    """The same entries as a file, with the same filters."""
    _form, log = log_of(request)
    zone = get_current_timezone_name()
    headings = (_("time (%(zone)s)") % {"zone": zone}, _("who"), _("through"), _("what"), _("about"), _("area"))
    return csv_download("activity.csv", csv_lines(headings, cells(log)))


def cells(log: Log) -> Iterator[list[str]]:
    # The zone is taken now: when the lines are streamed, the request and its zone are over.
    zone = localtime().tzinfo
    return (
        [
            date_format(entry.at.astimezone(zone), "Y-m-d H:i:s"),
            f"{entry.who}, {entry.agent}" if entry.agent else entry.who,
            entry.through,
            entry.words,
            entry.title,
            entry.group,
        ]
        for entry in log.all()
    )
