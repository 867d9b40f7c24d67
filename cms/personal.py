"""What the site keeps of a person: as an editor, and as one who proposed a story."""

from wagtail.users.models import UserProfile

from cms.models import CaseProposal
from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User


@personal_data("editor_settings")
def editor_settings(user: User) -> Rows:
    profiles = UserProfile.objects.filter(user=user)
    yield from profiles.values("preferred_language", "current_time_zone", "theme", "submitted_notifications")


@personal_data("case_stories")
def stories(user: User) -> Rows:
    """What they proposed for their company, and the names they gave as consent."""
    rows = CaseProposal.objects.filter(user=user).order_by("created_at")
    yield from rows.values("ref", "title", "problem", "solution", "result", "consent_person", "state", "created_at")


@on_farewell
def forget_editor(user: User) -> None:
    for profile in UserProfile.objects.filter(user=user):
        profile.avatar.delete(save=False)
        profile.delete()
