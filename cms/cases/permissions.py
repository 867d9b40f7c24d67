"""Who may propose a story, and who decides about it."""

from typing import TYPE_CHECKING

from wagtail.models import Page

from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Company


def can_suggest_case(actor: Actor) -> bool:
    """Whoever may speak for the company: its owners and managers, in their own person."""
    return bool(
        actor.company is not None
        and actor.company.is_active
        and actor.user is not None
        and actor.through is None
        and actor.mandate is None
        and actor.may("edit_company")
    )


def can_withdraw_case(actor: Actor, company: "Company") -> bool:
    return actor.acts_for(company.pk) and actor.may("edit_company")


def can_edit_cases(actor: Actor, page: Page | None) -> bool:
    """An editor who may change this page, or, where it is gone, add to the library."""
    from cms.cases.models import CaseIndexPage

    if actor.user is None or actor.through is not None:
        return False
    where = page or CaseIndexPage.objects.order_by("pk").first()
    if where is None:
        return bool(actor.user.is_superuser)
    rights = where.permissions_for_user(actor.user)
    return bool(rights.can_edit() if page else rights.can_add_subpage())


def may_take_stories(actor: Actor) -> bool:
    """Editors of the good practices: an author, who writes pages of their own, would be refused the firm's."""
    from cms.cases.models import CaseIndexPage

    return can_edit_cases(actor, CaseIndexPage.objects.order_by("pk").first())
