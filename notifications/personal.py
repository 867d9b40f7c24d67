"""What a person was told."""

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from notifications.models import MailPreference, Notification, QuietHours


@personal_data("notifications")
def notifications(user: User) -> Rows:
    yield {"e_mails": {one.group: one.rhythm for one in MailPreference.objects.filter(user=user).order_by("group")}}
    for hours in QuietHours.objects.filter(user=user):
        yield {"quiet_from": hours.starts_at, "quiet_until": hours.ends_at, "quiet_weekends": hours.weekends}
    for one in Notification.objects.filter(user=user).order_by("pk").iterator(chunk_size=1000):
        yield {
            "kind": one.kind,
            "text": one.title,
            "page": one.path,
            "created_at": one.created_at,
            "read_at": one.read_at,
            "mailed_at": one.mailed_at,
        }


@on_farewell
def forget_notifications(user: User) -> None:
    Notification.objects.filter(user=user).delete()
    MailPreference.objects.filter(user=user).delete()
    QuietHours.objects.filter(user=user).delete()
