"""What `manage.py check --deploy` says of the key that signs passports."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def passport_key_is_set(**_: Any) -> list[CheckMessage]:
    if settings.PASSPORT_KEY:
        return []
    hint = "Make one: openssl genpkey -algorithm ed25519"
    return [Warning("PASSPORT_KEY is not set: company passports are not signed.", hint=hint, id="companies.W001")]


@register(Tags.security)
def passport_key_is_readable(**_: Any) -> list[CheckMessage]:
    from companies.verification.signing import BadKey, signing_key

    try:
        signing_key()
    except BadKey as problem:
        return [Error(str(problem), id="companies.E001")]
    return []
