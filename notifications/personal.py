"""What a person was told."""

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from notifications.models import MailChoice, Notification


@personal_data("notifications")
def notifications(user: User) -> Rows:
    yield {"e_mails": MailChoice.of(user)}
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
    MailChoice.objects.filter(user=user).delete()
