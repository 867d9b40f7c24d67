"""The letter with the code that approves an account where the company has no second person."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import User
from portal.core.events import Unavailable
from portal.core.mails import deliver
from portal.core.permissions import Refused
from trade.settling.payee import PayeeAccount


def send_code(account: PayeeAccount, code: str, to: User) -> None:
    """To the address that the person signs in with, which nobody changes without confirming it first.

    Raises Refused when it could not be sent: then they ask for another.
    """
    link = settings.SITE_URL + reverse("trade:payee")
    context = {"account": account, "code": code, "link": link}
    message = EmailMultiAlternatives(
        subject=_("Code for your company’s account on Jangteo"),
        body=render_to_string("trade/settling/code.txt", context),
        to=[to.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        sent = deliver(message)
    except Unavailable:
        sent = False
    if not sent:
        raise Refused(_("The letter could not be sent. Try again in a few minutes."))
