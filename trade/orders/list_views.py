"""`/orders/`: what the company bought and sold, by whose turn it is; and the same rows as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, Q
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
from trade.orders.models import Order
from trade.orders.numbering import numbered
from trade.orders.rows import is_late, waits_for
from trade.orders.standing import due_of

State, Kind = Order.State, Order.Kind
SORTS: dict[str, tuple[Any, ...]] = {
    "": ("-placed_at", "-pk"),
    "due": (F("promised").asc(nulls_last=True), "-pk"),
    "total": ("-total", "-pk"),
}
CHUNK = 500


def views_of(actor: Actor) -> dict[str, Q]:
    mine, is_open = waits_for(actor), Q(state__in=Order.OPEN)
    return {
        "all": Q(),
        "yours": mine,
        "theirs": is_open & ~mine,
        "late": is_late(),
        "ended": ~is_open,
    }


def day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


class Asked:
    """What the address asks for; whatever is not valid is left out, never an error."""

    def __init__(self, request: SignedIn) -> None:
        self.actor, get = request.actor, request.GET
        mine: Any = Order.objects.visible_to(self.actor)
        boxes = {"sold": mine.sold_by(self.actor.company_id), "bought": mine.bought_by(self.actor.company_id)}
        self.counts = {name: rows.count() for name, rows in boxes.items()}
        usual = "sold" if self.counts["sold"] or (self.actor.company.sells and not self.counts["bought"]) else "bought"
        self.box = get.get("box", "") if get.get("box", "") in boxes else usual
        self.views = views_of(self.actor)
        self.view = get.get("view", "") if get.get("view", "") in self.views else "all"
        self.state = get.get("state", "") if get.get("state", "") in State.values else ""
        self.kind = get.get("kind", "") if get.get("kind", "") in Kind.values else ""
        self.sort = get.get("sort", "") if get.get("sort", "") in SORTS else ""
        self.q = clean_line(get.get("q", ""))[:100]
        self.since, self.until = day_in(get.get("since", "")), day_in(get.get("until", ""))
        self.box_rows = self.narrowed(boxes[self.box])

    def narrowed(self, rows: Any) -> Any:
        other = "buyer" if self.box == "sold" else "supplier"
        for word in self.q.split()[:8]:
            named = Q(title__icontains=word) | Q(ref__iexact=word) | Q(buyer_po__iexact=word)
            rows = rows.filter(named | numbered(word) | Q(**{f"{other}__name__icontains": word}))
        given = {"state": self.state, "kind": self.kind}
        rows = rows.filter(**{name: value for name, value in given.items() if value})
        rows = rows.filter(placed_at__date__gte=self.since) if self.since else rows
        return rows.filter(placed_at__date__lte=self.until) if self.until else rows

    @property
    def is_filtered(self) -> bool:
        return any([self.q, self.state, self.kind, self.since, self.until, self.view != "all"])

    @property
    def rows(self) -> Any:
        return self.box_rows.filter(self.views[self.view]).promised().for_cards().order_by(*SORTS[self.sort])

    def view_counts(self) -> dict[str, int]:
        return {name: self.box_rows.filter(one).count() for name, one in self.views.items()}


def with_facts(rows: Any, actor: Actor) -> list[Any]:
    """Partner, open change and pill of each."""
    found = list(rows.prefetch_related("changes"))
    for one in found:
        change = next((row for row in one.changes.all() if row.state == "proposed"), None)
        one.partner, one.pill = one.partner_of(actor), one.pill_for(actor, change)
    return found


@require_safe
@company_required
def order_list(request: SignedIn) -> HttpResponse:
    asked = Asked(request)
    page = paginate(request, asked.rows)
    page.object_list = with_facts(page.object_list, request.actor)
    boxes = {"sold": pgettext("orders", "Sold"), "bought": _("Bought")}
    names = {
        "all": _("All"),
        "yours": _("Your turn"),
        "theirs": _("Their turn"),
        "late": _("Late"),
        "ended": _("Ended"),
    }
    counts = asked.view_counts()
    context = {
        "asked": asked,
        "page": page,
        "boxes": [(boxes[one], link(request, box=one, view=""), one == asked.box, asked.counts[one]) for one in boxes],
        "tabs": [(names[one], link(request, view=one), one == asked.view, counts[one]) for one in names],
        "states": [("", _("Any state")), *State.choices],
        "kinds": [("", _("Any kind")), *Kind.choices],
        "sorts": [("", _("Newest first")), ("due", _("Due first")), ("total", _("Largest first"))],
    }
    return render(request, "trade/orders/order_list.html", context)


@require_safe
@company_required
def order_export(request: SignedIn) -> StreamingHttpResponse:
    """The same rows as a file, with the same filters."""
    asked = Asked(request)
    headings = (
        *(_("reference"), _("number"), _("purchase-order number"), _("subject"), _("partner"), _("country")),
        *(_("kind"), _("state"), _("due"), _("days late"), _("placed on"), _("shipped on"), _("delivered on")),
        *(_("total"), _("currency"), _("address")),
    )
    base = request.build_absolute_uri("/")[:-1]
    return csv_download("orders.csv", csv_lines(headings, cells(asked, base)))


def cells(asked: Asked, base: str) -> Iterator[list[Any]]:
    for one in asked.rows.iterator(chunk_size=CHUNK):
        partner = one.partner_of(asked.actor)
        days = [moment.date() if moment else "" for moment in (one.placed_at, one.shipped_at, one.delivered_at)]
        yield [
            *(one.ref, one.full_number, one.buyer_po, one.title, partner.name, partner.country),
            *(one.get_kind_display(), one.get_state_display(), due_of(one) or "", one.days_late, *days),
            *(str(one.sum.amount.normalize()), one.currency, f"{base}{one.get_absolute_url()}"),
        ]
