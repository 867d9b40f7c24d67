"""What a person wrote in consultations, and how far they read."""

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from consultations.models import (
    AlwaysTranslate,
    Message,
    PresenceChoice,
    ReadMark,
    ReplyByMail,
    RoomDesk,
    RoomMute,
    TranslationConsent,
)


@personal_data("messages")
def messages(user: User) -> Rows:
    written = (
        Message.objects.filter(user=user)
        .select_related("room", "company")
        .prefetch_related("wordings", "files")
        .order_by("pk")
    )
    for one in written.iterator(chunk_size=1000):
        yield {
            "consultation": one.room.ref,
            "about": one.room.title,
            "for_company": one.company.name,
            "number": one.number,
            "text": one.body,
            "at": one.created_at,
            "edited_at": one.edited_at,
            "earlier": [wording.body for wording in one.wordings.all()],
            "deleted_at": one.deleted_at,
            "files": [file.name for file in one.files.all()],
        }


@on_farewell
def forget_marks(user: User) -> None:
    ReadMark.objects.filter(user=user).delete()
    PresenceChoice._default_manager.filter(user=user).delete()
    RoomMute._default_manager.filter(user=user).delete()
    RoomDesk._default_manager.filter(assignee=user).update(assignee=None)
    ReplyByMail._default_manager.filter(user=user).delete()
    AlwaysTranslate._default_manager.filter(user=user).delete()
    TranslationConsent._default_manager.filter(user=user).delete()
