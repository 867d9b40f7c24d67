"""What is watched about people: guessing at passwords."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies.account.adapter import FAILED_SIGN_IN
from portal.core.alarms import watch
from portal.core.tallies import Tally

QUARTER = timedelta(minutes=15)


@watch("sign-ins", _("many sign-ins fail"))
def sign_ins_fail() -> Any:
    number = Tally.within(FAILED_SIGN_IN, QUARTER)
    if number < settings.ALARM_SIGN_INS:
        return ""
    words = _("%(n)s sign-ins failed within a quarter of an hour. The log names accounts by their numbers.")
    return words % {"n": number}
