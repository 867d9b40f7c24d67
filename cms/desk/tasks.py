"""The two steps before a page goes on line: a second person reads it, and somebody who may publish lets it go.

Wagtail's own approval task asks only for a group: there, whoever writes can approve their own words.
"""

from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from cms.desk.permissions import RELEASE, REVIEW, can_release_page, can_review_page, has_power
from portal.core.permissions import Refused, WrongState

Action = tuple[str, Any, bool]
NEWER_WORDS = gettext_lazy(
    "The page was changed after you opened it. Nothing was decided: please read the newer words."
)
OWN_WORDS = gettext_lazy("You have written or changed this page, so another person must approve it.")


class SectionTask(Task):
    """Done by whoever has the power for the section the page stands in; no group is named."""

    power: ClassVar[str] = ""

    class Meta:
        abstract = True

    def may_approve(self, user: Any, page: Page) -> bool:
        raise NotImplementedError

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return has_power(user, obj, self.power)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """Who reviews sees the words that were sent, not words that still change."""
        return not has_power(user, obj, self.power)

    def user_can_lock(self, obj: Page, user: Any) -> bool:
        return has_power(user, obj, self.power)

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        if not has_power(user, obj, self.power):
            return []
        actions: list[Action] = [("reject", _("Ask for changes"), True)]
        if self.may_approve(user, obj):
            actions += [("approve", _("Approve"), False), ("approve", _("Approve with a comment"), True)]
        return actions

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        held = TaskState.objects.select_for_update(of=("self",), no_key=True).get(pk=task_state.pk)
        if held.status != TaskState.STATUS_IN_PROGRESS:
            raise WrongState(gettext("Somebody has decided this meanwhile. Nothing was done twice."))
        page = held.workflow_state.content_object
        if not has_power(user, page, self.power):
            raise Refused(gettext("Your role in this section does not go so far."))
        if action_name == "approve" and not self.may_approve(user, page):
            raise Refused(OWN_WORDS)
        if action_name == "approve" and has_moved_on(held, page):
            raise WrongState(NEWER_WORDS)
        return super().on_action(held, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        mine = [
            state.pk
            for state in waiting.select_related("workflow_state")
            if (page := state.workflow_state.content_object) and self.may_approve(user, page)
        ]
        return waiting.filter(pk__in=mine)


def review_anew(page: Page, by: Any) -> None:
    """After a change while a page waits: what others were shown is not what they would approve now.

    A click on the former words is refused ("decided meanwhile"), and the new ones begin at the first step.
    """
    state = page.current_workflow_task_state
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        return
    if isinstance(state.task.specific, SectionTask) and has_moved_on(state, page):
        state.cancel(user=by)


def has_moved_on(state: TaskState, page: Page) -> bool:
    """Whether the page has other words than when this step began.

    What an editor types is saved every moment, into the same version: its number alone does not tell.
    """
    latest = page.latest_revision
    return latest is not None and (state.revision_id != latest.pk or latest.created_at > state.started_at)


class SecondPersonTask(SectionTask):
    """An editor of the section who has not written the page reads it."""

    power: ClassVar[str] = REVIEW

    class Meta:
        app_label = "cms"
        verbose_name = _("review by a second person")
        verbose_name_plural = _("reviews by a second person")

    def may_approve(self, user: Any, page: Page) -> bool:
        return can_review_page(user, page)

    @classmethod
    def get_description(cls) -> str:
        return gettext("An editor of the section who has not written the page approves it.")


class ReleaseTask(SectionTask):
    """A publisher of the section lets the reviewed page go on line, at once or at its time."""

    power: ClassVar[str] = RELEASE

    class Meta:
        app_label = "cms"
        verbose_name = _("release by a publisher")
        verbose_name_plural = _("releases by a publisher")

    def may_approve(self, user: Any, page: Page) -> bool:
        return can_release_page(user, page)

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """A reviewer who may publish has said with the same click that it may go.

        Wagtail starts a step anew after changes; the review of the new words is then asked for again
        (WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT), so that this shortens no other path.
        """
        state = super().start(workflow_state, user=user)
        if user is not None and can_release_page(user, workflow_state.content_object):
            state.approve(user=user, update=False)
        return state

    @classmethod
    def get_description(cls) -> str:
        return gettext("A publisher of the section lets the reviewed page go on line.")
