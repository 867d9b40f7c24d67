"""“Webhooks” in a company's settings: where its events are sent, and what became of each."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from companies.guards import company_required
from companies.models import WebhookDelivery, WebhookEndpoint
from companies.models.webhook import NOT_YOURS
from companies.permissions import can_manage_webhooks
from companies.webhooks.forms import LogForm, WebhookForm
from companies.webhooks.outgoing import choices, words_of
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require


def require_power(request: SignedIn) -> None:
    require(can_manage_webhooks(request.actor, request.actor.company), NOT_YOURS)


def endpoint_of(request: SignedIn, ref: str) -> WebhookEndpoint:
    rows = WebhookEndpoint.objects.visible_to(request.actor).select_related("company", "made_by")
    return get_object_or_404(rows, ref=ref)


def delivery_of(request: SignedIn, ref: str, delivery: str) -> WebhookDelivery:
    rows = WebhookDelivery.objects.visible_to(request.actor).select_related("endpoint")
    return get_object_or_404(rows, endpoint__ref=ref, ref=delivery)


@company_required
def webhook_list(request: SignedIn) -> HttpResponse:
    require_power(request)
    states = WebhookDelivery.State
    rows = WebhookEndpoint.objects.visible_to(request.actor).annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state=states.WAITING)),
        given_up=Count("deliveries", filter=Q(deliveries__state=states.FAILED)),
        newest=Max("deliveries__created_at"),
    )
    context = {
        "company": request.actor.company,
        "endpoints": list(rows.order_by("pk")),
        "most": WebhookEndpoint.MOST,
    }
    return render(request, "webhooks/list.html", context)


@company_required
@never_cache
def webhook_new(request: SignedIn) -> HttpResponse:
    """Set one up, and show its secret on the answer to that: no page shows it again."""
    require_power(request)
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            endpoint, secret = WebhookEndpoint.add(request.actor, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, problem.message)
        else:
            return render(request, "webhooks/secret.html", {"endpoint": endpoint, "secret": secret}, status=201)
    return render(request, "webhooks/form.html", {"form": form, "company": request.actor.company})


@company_required
def webhook(request: SignedIn, ref: str) -> HttpResponse:
    """How it stands, and its log: newest first, narrowed by state, kind and words."""
    endpoint = endpoint_of(request, ref)
    form = LogForm(request.GET)
    filters = form.filters()
    rows = WebhookDelivery.objects.visible_to(request.actor).filter(endpoint=endpoint).matching(**filters)
    page = paginate(request, rows.select_related("endpoint").annotate(tried=Count("attempts")).order_by("-pk"))
    for one in page.object_list:
        one.words = words_of(one.kind)
    context = {"endpoint": endpoint, "form": form, "filters": filters, "page": page, **heard_by(endpoint)}
    return render(request, "webhooks/endpoint.html", context)


def heard_by(endpoint: WebhookEndpoint) -> dict[str, Any]:
    heard = [(label, [words for kind, words in kinds if endpoint.wants(kind)]) for label, kinds in choices()]
    is_answered = WebhookEndpoint.objects.answered_for().filter(pk=endpoint.pk).exists()
    return {"heard": [(label, kinds) for label, kinds in heard if kinds], "is_answered_for": is_answered}


@company_required
def webhook_edit(request: SignedIn, ref: str) -> HttpResponse:
    endpoint = endpoint_of(request, ref)
    initial = {"url": endpoint.url, "description": endpoint.description, "events": endpoint.events}
    form = WebhookForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        endpoint.change(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. What happens from now on goes there."))
        return redirect(endpoint)
    context = {"form": form, "company": request.actor.company, "endpoint": endpoint}
    return render(request, "webhooks/form.html", context)


@company_required
@never_cache
def webhook_secret(request: SignedIn, ref: str) -> HttpResponse:
    """Asks first; POST makes a new one and shows it."""
    endpoint = endpoint_of(request, ref)
    if request.method == "POST":
        secret = endpoint.renew_secret(request.actor)
        return render(request, "webhooks/secret.html", {"endpoint": endpoint, "secret": secret, "is_renewed": True})
    return render(request, "webhooks/renewal.html", {"endpoint": endpoint})


@company_required
def webhook_deletion(request: SignedIn, ref: str) -> HttpResponse:
    """Asks first; POST deletes."""
    endpoint = endpoint_of(request, ref)
    if request.method == "POST":
        endpoint.remove(request.actor)
        messages.success(request, _("Deleted. Nothing is sent there any more."))
        return redirect("companies:webhooks")
    return render(request, "webhooks/deletion.html", {"endpoint": endpoint})


@company_required
@require_POST
def webhook_change(request: SignedIn, ref: str, change: str) -> HttpResponse:
    """Pause it, let it go on, or send a test."""
    endpoint = endpoint_of(request, ref)
    if change == "pause":
        endpoint.pause(request.actor)
        messages.success(request, _("Paused. What happens meanwhile is not sent later."))
    elif change == "resumption":
        endpoint.resume(request.actor)
        messages.success(request, _("It is on. What happens from now on is sent, and you answer for it."))
    else:
        delivery = WebhookDelivery.ask_for_test(endpoint, request.actor)
        messages.success(request, _("A test is on its way. Load this page again in a moment to see how it went."))
        return redirect(delivery)
    return redirect(endpoint)


@company_required
def webhook_delivery(request: SignedIn, ref: str, delivery: str) -> HttpResponse:
    """What was sent, word for word, and each try with what came back."""
    found = delivery_of(request, ref, delivery)
    context = {
        "delivery": found,
        "endpoint": found.endpoint,
        "words": words_of(found.kind),
        "body": json.dumps(json.loads(found.body), ensure_ascii=False, indent=2),
        "attempts": found.attempts.order_by("-number"),
    }
    return render(request, "webhooks/delivery.html", context)


@company_required
@require_POST
def webhook_again(request: SignedIn, ref: str, delivery: str) -> HttpResponse:
    found = delivery_of(request, ref, delivery)
    found.send_again(request.actor)
    messages.success(request, _("It is sent again, under the same id."))
    return redirect(found)


@company_required
def webhook_guide(request: SignedIn) -> HttpResponse:
    """What is sent, and how a program checks that we sent it."""
    require_power(request)
    return render(request, "webhooks/guide.html", {"company": request.actor.company, "groups": choices()})
