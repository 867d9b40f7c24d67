"""`/healthz`: the process answers. `/readyz`: what it needs answers, too."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from redis.exceptions import RedisError

from portal.core import relay

STALE_RELAY = 300.0  # seconds a fact may wait before the portal calls itself not ready

# Apps above the kernel add what they need: a name and a function that gives {"status": "ok" or what is wrong, …}.
CHECKS: dict[str, Callable[[], dict[str, Any]]] = {}


def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    report: dict[str, Any] = {"database": database(), "channels": channels()}
    for name, check in CHECKS.items():
        report[name] = check()
    report["relay"] = relay_state() if report["database"] == "ok" else {"status": "unknown", "lag_seconds": None}
    ready = all(status(part) == "ok" for part in report.values())
    return JsonResponse({"status": "ok" if ready else "unavailable", **report}, status=200 if ready else 503)


def status(part: Any) -> Any:
    return part["status"] if isinstance(part, dict) else part


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unavailable"
    return "ok"


def channels() -> str:
    layer = get_channel_layer()
    try:
        async_to_sync(layer.group_send)("readyz", {"type": "readyz"})
    except (OSError, TimeoutError, RedisError):
        return "unavailable"
    return "ok"


def relay_state() -> dict[str, Any]:
    try:
        lag, silence = relay.lag_seconds(), relay.silence_seconds()
    except DatabaseError:
        return {"status": "unknown", "lag_seconds": None}
    status = "not running" if silence is None or silence > relay.SILENT else "ok" if lag < STALE_RELAY else "late"
    return {"status": status, "lag_seconds": round(lag, 1)}
