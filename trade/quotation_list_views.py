"""`/my/quotations/`: what the company gave and received, by whose turn it is."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from companies.guards import company_required
from offers.views import link
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.spreadsheet import csv_download, csv_lines
from portal.core.texts import clean_line
from trade.models import Quotation, QuotationVersion
from trade.permissions import can_set_floors
from trade.quotation_totals import totals_of

State = Quotation.State
SORTS = {
    "": ("-updated_at", "-pk"),
    "due": ("respond_by", "-pk"),
    "valid": ("valid_until", "-pk"),
    "title": ("title", "-pk"),
}
CHUNK = 500


def views_of(actor: Actor) -> dict[str, Q]:
    """The parts of a list by whose turn it is; drafts and approvals are those of the company that gives."""
    waiting = Exists(QuotationVersion.objects.filter(quotation=OuterRef("pk"), submitted_at=None, approval="asked"))
    mine = Q(turn="supplier", supplier_id=actor.company_id) | Q(turn="buyer", buyer_id=actor.company_id)
    live = Q(state__in=Quotation.LIVE)
    return {
        "all": Q(),
        "yours": live & mine,
        "theirs": live & ~mine,
        "drafts": Q(state=State.DRAFT),
        "approval": Q(waiting, supplier_id=actor.company_id),
        "decided": Q(state__in=[State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED]),
    }


class Asked:
    """What the address asks for; whatever is not valid is left out, never an error."""

    def __init__(self, request: SignedIn) -> None:
        self.actor, get = request.actor, request.GET
        boxes = {"given": Quotation.objects.given_by(self.actor), "received": Quotation.objects.received_by(self.actor)}
        self.counts = {name: rows.count() for name, rows in boxes.items()}
        usual = (
            "given"
            if self.counts["given"] or (self.actor.company.sells and not self.counts["received"])
            else "received"
        )
        self.box = get.get("box", "") if get.get("box", "") in boxes else usual
        self.views = views_of(self.actor)
        hidden = set() if self.box == "given" else {"drafts", "approval"}
        self.names = [name for name in self.views if name not in hidden]
        self.view = get.get("view", "") if get.get("view", "") in self.names else "all"
        self.state = get.get("state", "") if get.get("state", "") in State.values else ""
        self.sort = get.get("sort", "") if get.get("sort", "") in SORTS else ""
        self.q, self.rfq, self.partner = (clean_line(get.get(name, ""))[:100] for name in ("q", "rfq", "partner"))
        self.box_rows = self.narrowed(boxes[self.box])

    def narrowed(self, rows: Any) -> Any:
        other = "buyer" if self.box == "given" else "supplier"
        for word in self.q.split()[:8]:
            rows = rows.filter(
                Q(title__icontains=word) | Q(ref__iexact=word) | Q(**{f"{other}__name__icontains": word})
            )
        rows = rows.filter(state=self.state) if self.state else rows
        rows = rows.filter(Q(rfq__ref__iexact=self.rfq) | Q(inquiry__ref__iexact=self.rfq)) if self.rfq else rows
        return rows.filter(**{f"{other}__name__icontains": self.partner}) if self.partner else rows

    @property
    def rows(self) -> Any:
        found = self.box_rows.filter(self.views[self.view])
        return found.for_cards().order_by(*SORTS[self.sort])

    def view_counts(self) -> dict[str, int]:
        return {name: self.box_rows.filter(self.views[name]).count() for name in self.names}


def with_facts(rows: Any, actor: Actor) -> list[Any]:
    """Partner, pill and total of each; the totals in one query."""
    found = list(rows)
    totals = totals_of({one.current_id: one.current.currency for one in found if one.current})
    for one in found:
        one.partner, one.pill = one.partner_of(actor), one.pill_for(actor)
        one.total = totals.get(one.current_id)
    return found


@company_required
@require_safe
def quotation_list(request: SignedIn) -> HttpResponse:
    asked = Asked(request)
    page = paginate(request, asked.rows)
    page.object_list = with_facts(page.object_list, request.actor)
    boxes = {"given": _("Given"), "received": pgettext("quotations", "Received")}
    names = {
        "all": _("All"),
        "yours": _("Your turn"),
        "theirs": _("Their turn"),
        "drafts": _("Drafts"),
        "approval": _("Waiting for approval"),
        "decided": _("Decided"),
    }
    counts = asked.view_counts()
    context = {
        "asked": asked,
        "page": page,
        "boxes": [(boxes[one], link(request, box=one, view=""), one == asked.box, asked.counts[one]) for one in boxes],
        "tabs": [(names[one], link(request, view=one), one == asked.view, counts[one]) for one in asked.names],
        "states": [("", _("Any state")), *State.choices],
        "sorts": [
            ("", _("Changed last")),
            ("due", _("Answer due first")),
            ("valid", _("Ends first")),
            ("title", _("Title")),
        ],
        "may_rule": can_set_floors(request.actor) and request.actor.company.sells,
        "is_filtered": any([asked.q, asked.state, asked.rfq, asked.partner, asked.view != "all"]),
    }
    return render(request, "trade/quotation_list.html", context)


@company_required
@require_safe
def quotation_export(request: SignedIn) -> StreamingHttpResponse:
    """The same rows as a file, with the same filters."""
    asked = Asked(request)
    headings = (
        *(_("reference"), _("subject"), _("partner"), _("country"), _("request"), _("state"), _("whose turn")),
        *(_("answer wanted by"), _("valid until"), _("version"), _("total"), _("currency"), _("address")),
    )
    base = request.build_absolute_uri("/")[:-1]
    return csv_download("quotations.csv", csv_lines(headings, cells(asked, base)))


def cells(asked: Asked, base: str) -> Iterator[list[Any]]:
    rows = iter(asked.rows.iterator(chunk_size=CHUNK))
    while chunk := with_facts(islice(rows, CHUNK), asked.actor):
        for one in chunk:
            about = one.rfq or one.inquiry
            money = (str(one.total.amount), one.total.currency.code) if one.total else ("", "")
            yield [
                *(one.ref, one.title, one.partner.name, one.partner.country, about.ref if about else ""),
                *(one.get_state_display(), one.get_turn_display() if one.turn else ""),
                *(one.respond_by or "", one.valid_until or "", one.current.number if one.current else ""),
                *(*money, f"{base}{one.get_absolute_url()}"),
            ]
