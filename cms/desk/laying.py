"""After migrate: a group for each role in each section, and the workflow that every page passes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.desk.roles import SectionRole
from cms.desk.tasks import ReleaseTask, SecondPersonTask
from cms.models.home import HomePage

Role = SectionRole.Role


@dataclass(frozen=True)
class Powers:
    """Wagtail's and Django's permissions, by code name."""

    on_pages: tuple[str, ...]
    on_files: tuple[str, ...] = ("add_image", "choose_image", "add_document", "choose_document")
    anywhere: tuple[str, ...] = ("access_admin", "submit_translation")


FILES = Powers(()).on_files
POWERS = {
    Role.AUTHOR: Powers(("add_page",)),
    Role.EDITOR: Powers(("add_page", "change_page", "lock_page"), (*FILES, "change_image", "change_document")),
    Role.PUBLISHER: Powers(
        ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
        (*FILES, "change_image", "change_document"),
        ("access_admin", "submit_translation", "add_redirect", "change_redirect", "delete_redirect"),
    ),
}


def lay_desk(**_signal: Any) -> None:
    """What is there stays as an administrator left it; what is missing is made."""
    lay_roles()
    lay_workflow()


def sections() -> Iterator[tuple[Page, str, bool]]:
    """The home page and each page below it that can have pages of its own, once for all languages."""
    home = HomePage.objects.order_by("pk").first()
    if home is None:
        return
    yield home, "site", True
    seen = {home.translation_key}
    for page in Page.objects.filter(depth=home.depth + 1).exclude(locale=None).order_by("locale_id", "path"):
        kind = page.specific_class
        if page.translation_key not in seen and kind is not None and kind.creatable_subpage_models():
            seen.add(page.translation_key)
            yield page, str(page.slug), False


def lay_roles() -> None:
    known = {(role.section, role.role) for role in SectionRole.objects.all()}
    for page, name, whole in sections():
        for role in Role:
            if (page.translation_key, role.value) not in known:
                group, _made = Group.objects.get_or_create(name=f"{name}: {role.value}")
                SectionRole.objects.create(
                    section=page.translation_key, name=name, is_whole_site=whole, role=role, group=group
                )
                allow(group, POWERS[role])
    cover_languages()


def allow(group: Group, powers: Powers) -> None:
    apps = ("wagtailadmin", "simple_translation", "wagtailredirects")
    group.permissions.add(*Permission.objects.filter(codename__in=powers.anywhere, content_type__app_label__in=apps))
    root = Collection.get_first_root_node()
    files = Permission.objects.filter(
        codename__in=powers.on_files, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    )
    GroupCollectionPermission.objects.bulk_create(
        [GroupCollectionPermission(group=group, collection=root, permission=permission) for permission in files],
        ignore_conflicts=True,
    )


def cover_languages() -> None:
    """A section's permissions hold for each of its translations, also for one that came later."""
    roles = list(SectionRole.objects.select_related("group"))
    pages: dict[Any, list[Page]] = {}
    for page in Page.objects.filter(translation_key__in={role.section for role in roles}):
        pages.setdefault(page.translation_key, []).append(page)
    permissions = {row.codename: row for row in Permission.objects.filter(content_type__app_label="wagtailcore")}
    covered = set(GroupPagePermission.objects.values_list("group_id", "page_id"))
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=role.group, page=page, permission=permissions[codename])
            for role in roles
            for page in pages.get(role.section, [])
            if (role.group_id, page.pk) not in covered
            for codename in POWERS[Role(role.role)].on_pages
            if codename in permissions
        ],
        ignore_conflicts=True,
    )


def lay_workflow() -> None:
    """In place of Wagtail's own, which lets people approve their own words. An administrator may choose another."""
    root = Page.get_first_root_node()
    if root is None or SecondPersonTask.objects.exists():
        return
    review = SecondPersonTask.objects.create(name="Review by a second person")
    release = ReleaseTask.objects.create(name="Release by a publisher")
    workflow = Workflow.objects.create(name="Two people")
    for position, task in enumerate((review, release)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
