"""Sentences of Wagtail's office that its own Korean catalogue lacks: named here, so that ours has them.

Those that an editor meets while a page is written, saved, reviewed, scheduled, or refused. Translations of the portal
go before Wagtail's. What Wagtail says in other words some day stays in English until it is named here anew.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Autosave is paused"),
    _("Autosave is <span>paused</span>"),
    _("Saved"),
    _("Draft saved"),
    _("Saving will overwrite a newer version."),
    _("There are validation errors, click save to highlight them."),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("The page could not be saved as it is locked."),
    _("The %(model_name)s could not be saved as it is locked"),
    _("Go to the first error"),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _("Preview cannot display due to validation errors. <br /> Click save to highlight the relevant fields."),
    _("A network error occurred"),
    _(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to view the "
        "last saved version."
    ),
    _("You saved a new version in another window"),
    _("%(user_name)s saved a new version"),
    _("You have unsaved changes in another window"),
    _("%(user_name)s has unsaved changes"),
    _("Currently viewing"),
    _("Proceeding will overwrite the changes you made in that window."),
    _("Proceeding will overwrite the changes made by %(user_name)s."),
    _("Alternatively, you can view the latest version in a new tab."),
    _("View latest version"),
    _("Set schedule"),
    _("Edit schedule"),
    _("Set publishing schedule"),
    _("Save schedule"),
    _("Invalid schedule"),
    _("Once scheduled:"),
    _("No publishing schedule set"),
    _("Schedule to publish"),
    _('This publishing schedule will only take effect after you select the "Schedule to publish" option'),
    _("Anyone with editing permissions can create schedules"),
    _("But only those with publishing permissions can make them effective."),
    _("Locked by schedule"),
    _("Currently locked and will go live on the scheduled date"),
    _("Locked by workflow"),
    _("Only reviewers can edit and approve the %(model_name)s"),
    _("This %(model_name)s is currently awaiting moderation."),
    _("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("This %(model_name)s hasn't been submitted for moderation yet"),
    _("Locked by you"),
    _("Locked by another user"),
    _("No one can make changes while the %(model_name)s is locked"),
    _("Only you can make changes while the %(model_name)s is locked"),
    _("Only %(user)s can make changes while the %(model_name)s is locked"),
    _("Approved"),
    _("Approve with comment"),
    _("in moderation"),
    _("You do not have permission to access the admin."),
)
