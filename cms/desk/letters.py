"""Who may do the next step for a page is told by mail, in Wagtail's words and as each has chosen in their account."""

from typing import Any

from wagtail.admin.mail import BaseGroupApprovalTaskStateEmailNotifier
from wagtail.models import TaskState
from wagtail.permissions import policy_registry
from wagtail.signals import task_submitted

from cms.desk.permissions import hands
from cms.desk.tasks import SecondPersonTask, SectionTask
from companies.models import User


class StepNotifier(BaseGroupApprovalTaskStateEmailNotifier):
    notification = "submitted"

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        """Once for each step: who corrects a word while a page waits makes no further letters."""
        if not isinstance(instance, TaskState) or not isinstance(instance.task.specific, SectionTask):
            return False
        again = instance.workflow_state.task_states.filter(task=instance.task, status=TaskState.STATUS_CANCELLED)
        return not again.exists()

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> Any:
        """Not whoever sent it on, nor those whose own words it has. Where nobody is left, the administrators."""
        page, task = task_state.workflow_state.content_object, task_state.task.specific
        busy = hands(page) if isinstance(task, SecondPersonTask) else set()
        sender = kwargs.get("user")
        policy = policy_registry.get(page)
        able = policy.users_with_permission_for_instance(task.power, page, include_superusers=False).values("pk")
        others = User.objects.filter(is_active=True).exclude(pk__in=busy | ({sender.pk} if sender else set()))
        chosen = others.filter(pk__in=able)
        return chosen if chosen.exists() else others.filter(is_superuser=True)


step_notifier = StepNotifier()


def connect() -> None:
    task_submitted.connect(step_notifier, sender=TaskState, dispatch_uid="cms.step")
