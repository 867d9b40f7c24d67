"""The list of a company's inquiries: whose turn it is, searched, filtered, and taken away as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Product
from companies.guards import company_required
from offers.inquiry_forms import InboxForm
from offers.models import Inquiry, InquiryBatch
from offers.permissions import can_ask_many
from offers.views import link
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.spreadsheet import csv_download, csv_lines
from portal.core.units import plain

MOST_EXPORTED = 10_000


def tabs(actor: Actor) -> dict[str, tuple[Any, Any]]:
    rows = Inquiry.objects
    return {
        "all": (_("All"), rows.in_boxes_of(actor)),
        "yours": (_("Your turn"), rows.at_turn_of(actor)),
        "theirs": (_("Their turn"), rows.at_turn_of_others(actor)),
        "spam": (_("Put aside"), rows.hidden_from(actor)),
    }


def chosen_tab(request: SignedIn) -> str:
    tab = request.GET.get("tab", "")
    return tab if tab in {"all", "yours", "theirs", "spam"} else "all"


def found(actor: Actor, form: InboxForm, rows: Any) -> Any:
    """The rows that pass the filters, in the order asked for."""
    box, state, product = form.chosen("box"), form.chosen("state"), form.chosen("product")
    if box:
        rows = (
            rows.filter(supplier_id=actor.company_id) if box == "received" else rows.filter(buyer_id=actor.company_id)
        )
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(lines__product__ref=product).distinct() if product else rows
    return rows.assigned_to(form.chosen("who"), actor).matching(form.chosen("q"), actor).order_by(*form.order)


@company_required
@require_safe
def inquiry_list(request: SignedIn) -> HttpResponse:
    """What the acting company received and sent."""
    actor, form, tab = request.actor, InboxForm(request.GET), chosen_tab(request)
    choices = tabs(actor)
    rows = found(actor, form, choices[tab][1])
    page = paginate(request, rows.with_unread(actor).for_cards())
    for inquiry in page:
        inquiry.partner, inquiry.pill = inquiry.shown_partner(actor), inquiry.pill_for(actor)
        inquiry.is_received = actor.acts_for(inquiry.supplier_id)
    context = {
        "tabs": [(name, link(request, tab=key), key == tab, one.count()) for key, (name, one) in choices.items()],
        "page": page,
        "form": form,
        "tab": tab,
        "product": Product.objects.visible_to(actor).filter(ref=form.chosen("product")).first(),
        "export": f"{reverse('offers:inquiries_export')}?{request.GET.urlencode()}",
        "batches": InquiryBatch.objects.of(actor).count() if can_ask_many(actor) else 0,
    }
    return render(request, "offers/inquiry_list.html", context)


@company_required
@require_safe
def export(request: SignedIn) -> StreamingHttpResponse:
    """The list as it is filtered, as CSV."""
    actor, form = request.actor, InboxForm(request.GET)
    rows = found(actor, form, tabs(actor)[chosen_tab(request)][1]).for_cards()[:MOST_EXPORTED]
    return csv_download("inquiries.csv", csv_lines(headings(), lines(rows, actor)))


def headings() -> list[str]:
    return [
        *(_("Reference"), _("Direction"), _("Partner"), _("Country"), _("About"), _("State"), _("Quantity"), _("Unit")),
        *(_("Target price"), _("Currency"), _("Delivery to"), _("Wished by"), _("Incoterm"), _("Assigned to")),
        *(_("Sent on"), _("First answer"), _("Last words"), _("Question")),
    ]


def lines(rows: Any, actor: Actor) -> Iterator[list[Any]]:
    for one in rows.iterator(chunk_size=500):
        partner, received = one.shown_partner(actor), actor.acts_for(one.supplier_id)
        yield [
            one.ref,
            _("Received") if received else _("Sent"),
            partner.name if partner else "",
            (partner or one.supplier).country,
            one.title,
            one.get_state_display(),
            plain(one.quantity),
            one.unit,
            plain(one.target_amount),
            one.currency,
            one.delivery_country,
            one.delivery_on.isoformat() if one.delivery_on else "",
            one.incoterm,
            str(one.assignee or "") if received else "",
            *(localtime(at).isoformat(timespec="minutes") if at else "" for at in times(one)),
            one.question,
        ]


def times(one: Inquiry) -> tuple[Any, Any, Any]:
    return one.created_at, one.answered_at, one.last_at
