"""How a company answers, told wherever companies are shown."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.facts import Fact, company_fact
from offers.models import CompanyResponse
from offers.response import ENOUGH

FORMULA = gettext_lazy(
    "Inquiries of the last 90 days: those answered within 7 days, divided by those received. Those of the last 7 days "
    "that are still open, those the asker closed, spam, and those about offers without a name are left out. The time "
    "is the median of all answers, in plain hours, nights and weekends included."
)


@company_fact(10, row="response")
def response(row: CompanyResponse) -> Fact | None:
    """For those that were asked in the window; with fewer than five inquiries it is too few to say."""
    if not row.received:
        return None
    if row.received < ENOUGH:
        return Fact(_("Answers"), _("too few inquiries to say"), "", FORMULA)
    share = {"share": round(100 * row.in_time / row.received), "received": row.received}
    value = _("%(share)s%% of %(received)s inquiries within 7 days") % share
    if row.median_hours is None:
        return Fact(_("Answers"), value, _("answers %(share)s%%") % share, FORMULA)
    usually = duration(float(row.median_hours))
    short = _("answers %(share)s%%, usually in %(time)s") % {**share, "time": usually}
    return Fact(_("Answers"), _("%(value)s, usually in %(time)s") % {"value": value, "time": usually}, short, FORMULA)


def duration(hours: float) -> str:
    """Hours up to two days, then days."""
    if hours < 1:
        return _("less than an hour")
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", round(hours)) % {"n": round(hours)}
    return ngettext("%(n)s day", "%(n)s days", round(hours / 24)) % {"n": round(hours / 24)}
