"""What happens to a proposed story when editors publish its page or throw it away."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from cms.cases.models import CasePage
from cms.cases.proposals import CaseProposal


@receiver(page_published, sender=CasePage)
def published(sender: Any, instance: CasePage, **kwargs: Any) -> None:
    for proposal in CaseProposal.objects.waiting().filter(page=instance):
        proposal.note_published()


@receiver(pre_delete, sender=CasePage)
def deleted(sender: Any, instance: CasePage, **kwargs: Any) -> None:
    for proposal in CaseProposal.objects.waiting().filter(page=instance):
        proposal.note_deleted()
