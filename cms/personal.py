"""What Wagtail keeps of an editor."""

from wagtail.users.models import UserProfile

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User


@personal_data("editor_settings")
def editor_settings(user: User) -> Rows:
    profiles = UserProfile.objects.filter(user=user)
    yield from profiles.values("preferred_language", "current_time_zone", "theme", "submitted_notifications")


@on_farewell
def forget_editor(user: User) -> None:
    for profile in UserProfile.objects.filter(user=user):
        profile.avatar.delete(save=False)
        profile.delete()
