"""What only a demonstration shows."""

from django import template
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, reverse

register = template.Library()


@register.simple_tag
def demo_accounts() -> bool:
    """Whether to tell the demo accounts: in DEBUG, and only when `manage.py demo` has made them."""
    return bool(settings.DEBUG) and get_user_model().objects.filter(email="seller@demo.example").exists()


@register.simple_tag
def dev_mail_url() -> str:
    """Where sent mails can be read in DEBUG; empty elsewhere."""
    try:
        return reverse("dev-mails")
    except NoReverseMatch:
        return ""
