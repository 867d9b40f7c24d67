"""What people are told, and how they want to be told by e-mail."""

from notifications.models.notification import Notification, notification_ref, page_of
from notifications.models.preference import MailPreference, QuietHours, Rhythm, hours_of, mail_time

__all__ = [
    "MailPreference",
    "Notification",
    "QuietHours",
    "Rhythm",
    "hours_of",
    "mail_time",
    "notification_ref",
    "page_of",
]
