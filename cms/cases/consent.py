"""The consent of a firm to stand by name in a good practice.

It is a row of its own, not a field of the page: it holds for all languages, neither an older revision nor a draft
changes it, and a firm that takes it back is out of sight at once, on every page.
"""

import uuid
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.permissions import can_edit_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

if TYPE_CHECKING:
    from cms.cases.models import CasePage


def consent_ref() -> str:
    return new_ref("K")


class CaseConsentQuerySet(models.QuerySet["CaseConsent"]):
    def in_force(self) -> "CaseConsentQuerySet":
        return self.filter(withdrawn_at=None)

    def with_pages(self) -> "CaseConsentQuerySet":
        """Those whose case has not been deleted."""
        pages: Any = apps.get_model("cms", "CasePage")
        return self.filter(case_key__in=pages.objects.values("translation_key"))

    def of(self, actor: Actor) -> "CaseConsentQuerySet":
        """What the acting company gave."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


class CaseConsent(models.Model):
    """`person` of `company`, or of a firm outside of the market named `firm`, agreed on `given_on`."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=consent_ref)
    case_key = models.UUIDField(default=uuid.uuid4, db_index=True)  # Page.translation_key, the same in all languages
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="case_consents")
    firm = models.CharField(max_length=120, blank=True)
    person = models.CharField(_("who agreed"), max_length=120)
    given_on = models.DateField(_("on"), default=timezone.localdate)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = CaseConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_key"], name="case_consent_once", condition=models.Q(withdrawn_at=None)
            ),
            models.CheckConstraint(condition=~models.Q(person=""), name="case_consent_of_somebody"),
            models.CheckConstraint(
                condition=models.Q(company__isnull=False) | ~models.Q(firm=""), name="case_consent_of_a_firm"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.given_on}"

    @classmethod
    def of_case(cls, case: "CasePage") -> "CaseConsent | None":
        return cls.objects.in_force().filter(case_key=case.translation_key).first()

    @classmethod
    def give(cls, case: "CasePage", by: Actor, person: str, given_on: Any = None) -> "CaseConsent":
        """Record that the case's firm agreed; an earlier consent ends. Refused for a firm that has no name."""
        if not case.company_id and not case.company_name:
            raise Refused(gettext("Say first which firm it is, and save the page."))
        with transaction.atomic():
            # Two editors at once: the second one's consent follows upon the first one's.
            pages: Any = type(case)._base_manager.filter(translation_key=case.translation_key)
            list(pages.select_for_update(no_key=True, of=("self",)).order_by("pk"))
            cls.objects.in_force().filter(case_key=case.translation_key).update(withdrawn_at=timezone.now())
            consent = cls.objects.create(
                case_key=case.translation_key,
                company_id=case.company_id,
                firm="" if case.company_id else case.company_name,
                person=person,
                given_on=given_on or timezone.localdate(),
                recorded_by=by.user,
            )
            # What an editor records is no deed of a company that this editor happens to be in.
            own = case.company_id is not None and by.acts_for(case.company_id)
            record("case_consent.given", consent, by=by if own else by.as_staff())
            consent.renew_pages()
        return consent

    def withdraw(self, by: Actor) -> None:
        """The company takes it back: its name is off every page of the case at once."""
        with locked(self):
            require(
                self.company is not None and can_edit_company(by, self.company),
                gettext("Only an owner or manager of the company may take this back."),
            )
            if self.withdrawn_at is None:
                self.withdrawn_at = timezone.now()
                self.save(update_fields=["withdrawn_at"])
                first = self.page or self.cases.order_by("pk").first()
                told = {"company": str(self.company), "title": self.title, "page": first.pk if first else None}
                record("case_consent.withdrawn", self, by=by, **told)
                self.renew_pages()

    @property
    def cases(self) -> Any:
        from cms.cases.models import CasePage

        return CasePage.objects.filter(translation_key=self.case_key)

    @property
    def page(self) -> Any:
        """The page to lead to: in the reader's language, else in another; None where none is published."""
        live = list(self.cases.live().select_related("locale").order_by("pk"))
        own = [one for one in live if one.locale.language_code == get_language()]
        return next(iter([*own, *live]), None)

    @property
    def title(self) -> str:
        first = self.page or self.cases.order_by("pk").first()
        return str(first.title) if first else ""

    def renew_pages(self) -> None:
        """Tell those who keep copies, such as the search, that what the pages say has changed."""
        for page in self.cases.live():
            record("page.published", page)
