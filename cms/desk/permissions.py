"""Who of the programme's staff may do what to a page. The powers are the page permissions of their groups."""

from typing import Any

from wagtail.models import Page, Revision

REVIEW, RELEASE = "change", "publish"  # Wagtail's names for what an editor and a publisher may do


def has_power(user: Any, page: Page, power: str) -> bool:
    """Whether a group of the person has the permission for this page; an administrator has all."""
    if not user.is_active:
        return False
    return bool(user.is_superuser or power in page.permissions_for_user(user).permissions)


def hands(page: Page) -> set[int]:
    """Everybody who has written what is not published yet: none of them can be the second person for it."""
    revisions = Revision.objects.for_instance(page)
    if page.live_revision_id:
        revisions = revisions.filter(pk__gt=page.live_revision_id)
    found = set(revisions.values_list("user_id", flat=True))
    if page.first_published_at is None:
        found.add(page.owner_id)
    return {user_id for user_id in found if user_id}


def can_review_page(user: Any, page: Page) -> bool:
    """An editor of the section who has not written it: administrators are no exception."""
    return has_power(user, page, REVIEW) and user.pk not in hands(page)


def can_release_page(user: Any, page: Page) -> bool:
    return has_power(user, page, RELEASE)


def can_publish_at_once(user: Any, page: Page) -> bool:
    """Past the review: only administrators, for what cannot wait; the history shows it."""
    return bool(user.is_superuser) or not page.has_workflow


def can_edit_page(user: Any, page: Page) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def can_give_section_role(user: Any) -> bool:
    return bool(user.is_active and user.has_perm("cms.change_sectionrole"))
