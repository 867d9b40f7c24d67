"""Messages in the reader's language, by a program that the operator names; off where none is named.

`base` is what any provider must do, `libre` the one that speaks LibreTranslate's protocol, `provider()` what is in use.
"""

from django.conf import settings

from consultations.translation.base import Provider
from consultations.translation.libre import LibreTranslate


def provider() -> Provider | None:
    """None where translation is off."""
    if not settings.TRANSLATION_URL:
        return None
    return LibreTranslate(
        settings.TRANSLATION_URL, settings.TRANSLATION_KEY, settings.TRANSLATION_NAME, settings.TRANSLATION_TIMEOUT
    )
