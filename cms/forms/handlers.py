"""Answers to forms are told by e-mail, and do not stay longer than was promised."""

from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override
from wagtail.contrib.forms.models import FormSubmission

from cms.forms.models import FormPage
from portal.core.events import Event, subscribe
from portal.core.mails import deliver, message_id
from portal.core.texts import clean_line
from portal.core.timed import every


@subscribe("form.submitted")
def tell_by_mail(event: Event) -> None:
    """To the addresses that the page names now; nothing where the answer is gone or nobody wants to know."""
    submission = FormSubmission.objects.filter(pk=event.subject_id).select_related("page").first()
    page = FormPage.objects.filter(pk=submission.page_id).first() if submission is not None else None
    if submission is None or page is None or not page.to_address:
        return
    with override(page.locale.language_code):
        text = render_to_string("cms/forms/mail.txt", {"page": page, "answers": answers(page, submission)})
    message = EmailMultiAlternatives(
        clean_line(page.title), text, to=[one.strip() for one in page.to_address.split(",")]
    )
    message.extra_headers["Message-ID"] = message_id(f"form-{submission.pk}")
    deliver(message)


def answers(page: FormPage, submission: FormSubmission) -> list[tuple[str, str]]:
    """Each field's label and what was written, in the order of the form."""
    given: dict[str, Any] = submission.form_data
    rows = [(field.label, given.get(field.clean_name, "")) for field in page.form_fields.all()]
    return [(label, ", ".join(map(str, value)) if isinstance(value, list) else str(value)) for label, value in rows]


@every(hours=12)
def forget_old_answers() -> None:
    for page in FormPage.objects.only("pk", "keep_days"):
        until = timezone.now() - timedelta(days=page.keep_days)
        FormSubmission.objects.filter(page=page.pk, submit_time__lt=until).delete()
