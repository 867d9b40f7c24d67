"""Where Stripe tells what happened: the signature is checked, the message stored; the relay does the rest."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments import gateway
from payments.models import StripeEvent


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    try:
        event = gateway.event(request.body, request.headers.get("Stripe-Signature", ""))
    except (gateway.BadSignature, RawPostDataException):  # the second: a form, which Stripe never sends
        return JsonResponse({"error": "signature"}, status=400)
    StripeEvent.receive(event)
    return JsonResponse({"received": True})
