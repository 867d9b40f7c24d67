"""Hours in which people of the demo's suppliers can be booked for a talk."""

from datetime import time

from consultations.meetings.slots import Window
from consultations.models import MeetingHours
from portal.demo.trade import Market

WORKING_DAY = [Window(time(9, 30), time(12)), Window(time(13, 30), time(17, 30))]
RULES = {"is_open": True, "length": 30, "pause": 10, "notice": 24, "horizon": 30}


def publish_hours(market: Market) -> None:
    """One person of each firm that sells, Monday to Friday by the firm's own clock; what there is stays."""
    week = {day: WORKING_DAY if day < 5 else [] for day in range(7)}
    for company in market.companies.values():
        owner = company.memberships.filter(role="owner").select_related("user").order_by("pk").first()
        if not company.sells or owner is None or MeetingHours.objects.filter(company=company).exists():
            continue
        MeetingHours.keep(owner.user.actor_for(company.slug), week, zone=company.timezone, **RULES)
