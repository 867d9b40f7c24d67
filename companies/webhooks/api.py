"""`/api/v1/webhooks/`: a company's own, by the same forms and verbs as the pages."""

from typing import Any, cast

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from companies.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from companies.models.webhook import NOT_YOURS
from companies.permissions import can_manage_webhooks
from companies.webhooks.forms import WebhookForm
from companies.webhooks.outgoing import choices
from portal.core.permissions import require
from portal.core.rest import actor_of


class WebhookSerializer(serializers.ModelSerializer[WebhookEndpoint]):
    """`events` are kinds, or `*` for all; `url` is where they are sent."""

    url = serializers.CharField(max_length=500)
    events = serializers.ListField(child=serializers.CharField())
    description = serializers.CharField(max_length=120, required=False, allow_blank=True)
    state = serializers.CharField(read_only=True, help_text="active, paused or stopped")
    reason = serializers.CharField(read_only=True, help_text="of stopped: failing, gone or nobody")
    page = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = WebhookEndpoint
        fields = (
            *("ref", "state", "url", "events", "description", "reason", "page"),
            *("created_at", "last_taken_at", "failing_since", "old_secret_until"),
        )
        read_only_fields = ("ref", "created_at", "last_taken_at", "failing_since", "old_secret_until")


class WebhookWithSecretSerializer(WebhookSerializer):
    """The secret stands in this answer and in no other."""

    secret = serializers.CharField(read_only=True)

    class Meta(WebhookSerializer.Meta):
        fields = (*WebhookSerializer.Meta.fields, "secret")  # type: ignore[assignment]  # longer


class WebhookAttemptSerializer(serializers.ModelSerializer[WebhookAttempt]):
    error = serializers.CharField(help_text="empty, or why it was not taken")

    class Meta:
        model = WebhookAttempt
        fields = ("number", "at", "status", "error", "took_ms", "response")


class WebhookDeliverySerializer(serializers.ModelSerializer[WebhookDelivery]):
    id = serializers.CharField(source="message", help_text="as in the header webhook-id")
    type = serializers.CharField(source="kind")
    state = serializers.CharField(help_text="waiting, delivered or failed")
    body = serializers.CharField(help_text="as it is sent")
    attempts = WebhookAttemptSerializer(many=True)

    class Meta:
        model = WebhookDelivery
        fields = ("ref", "id", "type", "state", "created_at", "due_at", "delivered_at", "body", "attempts")


class EventTypeSerializer(serializers.Serializer[Any]):
    type = serializers.CharField()
    about = serializers.CharField()
    means = serializers.CharField()


def with_secret(endpoint: WebhookEndpoint, secret: str, status: int = 200) -> Response:
    return Response({**WebhookSerializer(endpoint).data, "secret": secret}, status)


class WebhookViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[WebhookEndpoint]
):
    """Where your company's events are sent. Reading takes the scope `write:webhooks` (or `write`) as well."""

    scope = "webhooks"
    serializer_class = WebhookSerializer
    lookup_field = "ref"
    queryset = WebhookEndpoint.objects.none()

    def get_queryset(self) -> QuerySet[WebhookEndpoint, Any]:
        return WebhookEndpoint.objects.visible_to(actor_of(self.request)).order_by("-pk")

    def cleaned(self, known: WebhookEndpoint | None = None) -> dict[str, Any]:
        """By the form of the pages; with an endpoint what is not named stays."""
        names = ("url", "events", "description")
        sent = self.request.data if isinstance(self.request.data, dict) else {}
        data = {name: getattr(known, name) for name in names} if known else {}
        form = WebhookForm({**data, **{name: sent[name] for name in names if name in sent}})
        if not form.is_valid():
            raise ValidationError({name: [str(text) for text in texts] for name, texts in form.errors.items()})
        return form.cleaned_data

    @extend_schema(responses={201: WebhookWithSecretSerializer})
    def create(self, request: Request) -> Response:
        actor = actor_of(request)
        require(actor.company is not None and can_manage_webhooks(actor, actor.company), NOT_YOURS)
        endpoint, secret = WebhookEndpoint.add(actor, **self.cleaned())
        return with_secret(endpoint, secret, 201)

    def partial_update(self, request: Request, ref: str) -> Response:
        endpoint = self.get_object()
        endpoint.change(actor_of(request), **self.cleaned(endpoint))
        return Response(WebhookSerializer(endpoint).data)

    def perform_destroy(self, endpoint: WebhookEndpoint) -> None:
        endpoint.remove(actor_of(self.request))

    @extend_schema(request=None, responses=WebhookWithSecretSerializer)
    @action(detail=True, methods=["post"])
    def secret(self, request: Request, ref: str) -> Response:
        """A new one; the old one signs as well for 24 hours."""
        endpoint = self.get_object()
        return with_secret(endpoint, endpoint.renew_secret(actor_of(request)))

    @extend_schema(request=None, responses=WebhookSerializer)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, ref: str) -> Response:
        endpoint = self.get_object()
        endpoint.pause(actor_of(request))
        return Response(WebhookSerializer(endpoint).data)

    @extend_schema(request=None, responses=WebhookSerializer)
    @action(detail=True, methods=["post"])
    def resumption(self, request: Request, ref: str) -> Response:
        endpoint = self.get_object()
        endpoint.resume(actor_of(request))
        return Response(WebhookSerializer(endpoint).data)

    @extend_schema(request=None, responses={201: WebhookDeliverySerializer})
    @action(detail=True, methods=["post"])
    def tests(self, request: Request, ref: str) -> Response:
        delivery = WebhookDelivery.ask_for_test(self.get_object(), actor_of(request))
        return Response(WebhookDeliverySerializer(delivery).data, 201)

    @extend_schema(
        responses=WebhookDeliverySerializer(many=True),
        parameters=[OpenApiParameter(name, str) for name in ("state", "type", "q")],
    )
    @action(detail=True, methods=["get"])
    def deliveries(self, request: Request, ref: str) -> Response:
        """Newest first, of the last 30 days; `q` is what the body contains, such as the reference of an order."""
        asked = {name: request.query_params.get(name, "").replace("\x00", "")[:80] for name in ("state", "type", "q")}
        rows = WebhookDelivery.objects.visible_to(actor_of(request)).filter(endpoint=self.get_object())
        rows = rows.matching(asked["state"], asked["type"], asked["q"]).prefetch_related("attempts").order_by("-pk")
        page: Any = self.paginate_queryset(cast(Any, rows))
        return self.get_paginated_response(WebhookDeliverySerializer(page, many=True).data)

    @extend_schema(
        request=None,
        responses=WebhookDeliverySerializer,
        parameters=[OpenApiParameter("delivery", str, OpenApiParameter.PATH)],
    )
    @action(detail=True, methods=["post"], url_path="deliveries/(?P<delivery>[-\\w]+)/again")
    def again(self, request: Request, ref: str, delivery: str) -> Response:
        rows = WebhookDelivery.objects.visible_to(actor_of(request)).select_related("endpoint")
        found = get_object_or_404(rows, endpoint=self.get_object(), ref=delivery)
        found.send_again(actor_of(request))
        return Response(WebhookDeliverySerializer(found).data)

    @extend_schema(responses=EventTypeSerializer(many=True))
    @action(detail=False, methods=["get"], url_path="event-types", pagination_class=None, filter_backends=[])
    def event_types(self, request: Request) -> Response:
        """All kinds there are to choose from."""
        kinds = [{"type": kind, "about": label, "means": words} for label, rows in choices() for kind, words in rows]
        return Response(kinds)
