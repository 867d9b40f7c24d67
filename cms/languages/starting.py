"""A translation begins as a draft copy of its source, which the translator then writes over."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page
from wagtail.signals import copy_for_translation_done

from cms.desk.permissions import has_power
from cms.languages.models import InStep
from portal.core.permissions import Refused, require


@transaction.atomic
def start_translation(page: Page, target: Locale, by: Any) -> Page:
    """The new draft, or the translation that was there already. Raises Refused where its section is not translated."""
    held = Page.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk)  # two clicks make one copy
    known: Page | None = held.get_translation_or_none(target)
    if known is not None:
        return known
    above = held.get_parent()
    place = None if above is None else above.get_translation_or_none(target)
    if place is None:
        raise Refused(
            _("“%(title)s” has no version in that language yet. Translate it first.") % {"title": above.title}
        )
    require(has_power(by, place, "add"), _("Your role in this section does not go so far."))
    copy: Page = CopyPageForTranslationAction(held.specific, target, user=by).execute(skip_permission_checks=True)
    copy.owner = by
    copy.save(update_fields=["owner"])
    copy.save_revision(user=by, changed=False)
    return copy


@receiver(copy_for_translation_done)
def in_step_at_first(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    if isinstance(target_obj, Page):
        InStep.mark(target_obj, by=None)
