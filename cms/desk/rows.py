"""The rows that the desk's pages and panels show to somebody: what they may change, and nothing else."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.permissions import policy_registry

KINDS = {"images": get_image_model, "documents": get_document_model}


def pages_of(user: Any) -> Any:
    """Pages the person may change: of their sections, and what they have written themselves."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change").filter(depth__gt=1)


def drafts_of(user: Any) -> Any:
    """What the person has begun or written last, and what is not on line like that."""
    mine = Q(owner=user, live=False) | Q(latest_revision__user=user)
    return pages_of(user).filter(mine, has_unpublished_changes=True).order_by("-latest_revision_created_at", "-pk")


def problem_pages(user: Any) -> Any:
    return pages_of(user).filter(finding__isnull=False).select_related("finding").order_by("-finding__count", "pk")


def files_of(user: Any, kind: str) -> Any:
    """The files of a kind that the person may change or delete, each with `usage_count`."""
    model = KINDS[kind]()
    rows = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["change", "delete"])
    return rows.annotate(usage_count=ReferenceIndex.usage_count_subquery(model)).order_by("created_at", "pk")


def unused(user: Any, kind: str) -> Any:
    """What nothing shows, published or drafted. Wagtail's index knows only what is published."""
    return files_of(user, kind).filter(usage_count=0).exclude(pk__in=in_drafts(KINDS[kind]()))


def in_drafts(model: Any) -> set[str]:
    wanted = ContentType.objects.get_for_model(model).pk
    latest = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    return {
        key
        for revision in Revision.objects.filter(pk__in=latest).select_related("content_type")
        for kind, key, *_path in ReferenceIndex._extract_references_from_object(revision.as_object())
        if kind == wanted
    }


def deletable(user: Any, kind: str, files: Any) -> set[int]:
    """Of these files: an author may delete what they have brought themselves."""
    policy = policy_registry.get_by_type(KINDS[kind]())
    rows = policy.instances_user_has_permission_for(user, "delete").filter(pk__in=[file.pk for file in files])
    return set(rows.values_list("pk", flat=True))


def wanting(user: Any, lack: str) -> Any:
    """Pictures without words for who does not see them, or that may be cut through the middle of what matters."""
    rows = files_of(user, "images")
    return rows.filter(description="") if lack == "words" else rows.filter(focal_point_x=None)
