"""What templates say about how far a company was checked."""

from typing import Any

import segno
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from companies.permissions import may_review
from companies.verification.signing import signing_key
from companies.verification.standing import proof_of

register = template.Library()


@register.simple_tag(name="proof_of")
def proof_of_company(company: Any) -> list[dict[str, Any]]:
    """Each tier with the claims that hold of it."""
    return proof_of(company)


@register.simple_tag(takes_context=True)
def may_check(context: template.Context) -> bool:
    """Whether the reader judges claims: other staff are not led to pages that they may not open."""
    return may_review(context["request"].actor)


@register.simple_tag
def passport_code(company: Any) -> SafeString:
    """The square code for paper, drawn into the page: a picture that is not shown is not loaded before printing.

    Nothing where the portal has no key to sign with.
    """
    if signing_key() is None:
        return SafeString("")
    address = f"{settings.SITE_URL}{reverse('companies:trust_check')}?company={company.slug}"
    code = segno.make(address, error="m")
    return mark_safe(code.svg_inline(scale=3, border=0, svgclass="passport-code", lineclass=None))  # drawn by us
