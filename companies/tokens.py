"""`Authorization: Bearer …` for the API."""

from datetime import timedelta
from ipaddress import ip_address

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from companies.models import ApiToken
from portal.core.actor import Actor

SEEN_EVERY = timedelta(minutes=1)  # how exactly the last use is kept


class TokenAuthentication(BaseAuthentication):
    """A company's token: `request.auth` becomes its Actor. Raises AuthenticationFailed for one unknown or expired."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Actor] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Write: Authorization: Bearer <token>."))
        secret = words[1].decode("ascii", "replace")
        token = ApiToken.objects.live().select_related("company").filter(digest=ApiToken.digest_of(secret)).first()
        if token is None or not token.company.is_active:
            raise AuthenticationFailed(_("This token is unknown, revoked or has expired."))
        touch(token, request)
        return AnonymousUser(), token.actor

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def touch(token: ApiToken, request: Request) -> None:
    """Keep when and from which address it was used last."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at > SEEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now, used_from=address_of(request))


def address_of(request: Request) -> str | None:
    """The client's IP address as the limits count it: behind our proxies the last one that is not ours."""
    try:
        return str(ip_address(get_adapter().get_client_ip(request._request)))
    except (ValueError, PermissionDenied):
        return None


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # it registers itself
    """Tells the OpenAPI document about the token."""

    target_class = "companies.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
