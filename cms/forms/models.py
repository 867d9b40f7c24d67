"""A page with a form on it. Answers are stored, told to an address, and gone after the days the page promises."""

import hashlib
from typing import Any, ClassVar

from allauth.core.internal import ratelimit
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField, FormSubmission, validate_to_address

from cms.desk.page_form import PageForm
from cms.forms.builder import KINDS, AskedForm, FormBuilder
from portal.core.events import record
from portal.core.http import Request

LIMITS = {"form": "6/10m/ip,40/d/ip"}
SENT = "sent"

LONGEST_NAME = 100  # signs; a name is a column of the answers

MOST_DAYS = 1100  # for which answers are kept: three years


class FormPageForm(PageForm, WagtailAdminFormPageForm):
    """Wagtail's own looks after questions that are called the same."""


class FormPage(AbstractForm):
    """Fields, what happens with the answers, and the words of thanks."""

    summary = models.CharField(_("summary"), max_length=300, help_text=_("What the form is for, and who answers."))
    button = models.CharField(_("words on the button"), max_length=40, blank=True)
    thanks = models.CharField(
        _("words of thanks"), max_length=300, blank=True, help_text=_("What happens next, and by when.")
    )
    to_address = models.CharField(
        _("tell these addresses"),
        max_length=255,
        blank=True,
        validators=[validate_to_address],
        help_text=_("E-mail addresses with commas between them. They receive each answer."),
    )
    keep_days = models.PositiveSmallIntegerField(
        _("days to keep answers"),
        default=180,
        help_text=_("Told to those who fill the form in; older ones are deleted."),
    )

    base_form_class = FormPageForm
    form_builder = FormBuilder
    template = "cms/forms/form_page.html"
    landing_page_template = template
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.SectionPage", "cms.InfoPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *AbstractForm.content_panels,
        FieldPanel("summary"),
        InlinePanel("form_fields", label=_("Field"), heading=_("Fields"), min_num=1),
        MultiFieldPanel([FieldPanel("button"), FieldPanel("thanks")], heading=_("Words")),
        MultiFieldPanel(
            [FieldPanel("to_address"), FieldPanel("keep_days")], heading=_("What happens with the answers")
        ),
    ]

    class Meta:
        verbose_name = _("form")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(keep_days__gte=1) & models.Q(keep_days__lte=MOST_DAYS),
                name="form_keeps_answers_some_days",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.keep_days is not None and not 1 <= self.keep_days <= MOST_DAYS:
            sentence = gettext("Answers are kept for 1 to %(most)s days.") % {"most": MOST_DAYS}
            raise ValidationError({"keep_days": sentence})

    @property
    def words(self) -> str:
        return " ".join([self.summary, *(field.label for field in self.form_fields.all())])

    def get_submissions_list_view_class(self) -> Any:
        from cms.forms.submissions import SubmissionsView  # it asks for the page types, which are not there yet

        return SubmissionsView

    def blank_form(self) -> AskedForm:
        form: AskedForm = self.get_form(page=self)
        return form

    def serve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """A form that was taken leads to the words of thanks, so that a reload sends nothing twice."""
        if request.method != "POST":
            return self.shown(request, self.blank_form())
        form: AskedForm = self.get_form(request.POST, page=self)
        if not form.is_valid():
            return self.shown(request, form, status=422 if request.htmx else 200)
        if form.is_trapped:
            return redirect(f"{self.url}?{SENT}=1")  # as if it had been taken: programs learn nothing
        if not ratelimit.consume(request, app="cms", action="form", config=LIMITS):
            form.add_error(None, _("Several forms came from your connection in a short time. Please wait ten minutes."))
            answer = self.shown(request, form, status=429)
            answer["Retry-After"] = "600"
            return answer
        self.process_form_submission(form)
        return redirect(f"{self.url}?{SENT}=1")

    def shown(self, request: Request, form: AskedForm, status: int = 200) -> HttpResponse:
        context = {**self.get_context(request), "form": form, "is_sent": SENT in request.GET}
        return TemplateResponse(request, self.template, context, status=status)

    def render_landing_page(self, request: Any, form_submission: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
        """For the preview in the editor."""
        context = {**self.get_context(request), "form": self.blank_form(), "is_sent": True}
        return TemplateResponse(request, self.template, context)

    @transaction.atomic
    def process_form_submission(self, form: AskedForm) -> FormSubmission:
        submission: FormSubmission = super().process_form_submission(form)
        record("form.submitted", submission)
        return submission


class AskedField(AbstractFormField):
    """One field of a form."""

    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("kind"), max_length=16, choices=KINDS)
    field_type.required_on_save = True  # type: ignore[attr-defined]  # Wagtail asks for it, so that a draft can be shown

    def get_field_clean_name(self) -> str:
        """Wagtail spells other scripts by their code points, six letters for each: a short sum stands for those."""
        name: str = super().get_field_clean_name()
        return name if len(name) <= LONGEST_NAME else f"field_{hashlib.sha256(self.label.encode()).hexdigest()[:16]}"

    class Meta(AbstractFormField.Meta):
        verbose_name = _("field of a form")
        verbose_name_plural = _("fields of forms")
