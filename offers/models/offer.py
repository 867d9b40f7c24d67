"""Offers to sell and to buy."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.standing.goods import findings
from companies.models import Company
from offers.limits import check_room, check_twin
from offers.models.offer_files import FileChanges, OfferPicture
from offers.models.offer_row import OfferRow
from offers.models.offer_rows import SHOWN, OfferQuerySet, OfferReader, Visibility
from offers.permissions import can_manage_offer, can_post_offer, can_review_offer
from offers.silence import check_silence
from portal.core.actor import Actor
from portal.core.circles import circle_keys, companies_in
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

USUAL_DAYS = 30  # how long an offer stands unless its company says otherwise
LONGEST_DAYS = 365
MOST_READERS = 50  # companies that one offer may be for
REMINDED_DAYS = 3  # before its last day
ON_TOP_AGAIN = timedelta(days=1)  # renewed sooner, it keeps its place on the board
COPIED = (
    *("product", "side", "title", "text", "language", "category", "hs_code", "quantity", "unit", "moq", "amount"),
    *("currency", "incoterm", "incoterm_place", "lead_time_days", "is_anonymous", "visibility", "circle"),
)


def check_last_day(day: date) -> None:
    """Raise Refused unless an offer may stand until that day: from tomorrow to a year from now."""
    today = timezone.localdate()
    if not today < day <= today + timedelta(days=LONGEST_DAYS):
        raise Refused(_("An offer is valid until a day between tomorrow and a year from now."))


class Offer(OfferRow):
    """A word of a company that it sells, or wants to buy, on stated terms until a stated day, to those it is for.

    An anonymous offer shows country, kind and size of its company, never the name, its product or its product's
    pictures: ask `names_company_to(reader)` wherever the reader may be a stranger.
    """

    objects = OfferQuerySet.as_manager()

    def pictures_for(self, actor: Actor) -> list[OfferPicture]:
        """Without those by which its product, and so its company, would be recognised."""
        named = self.names_company_to(actor)
        return [one for one in self.pictures.all() if named or not one.from_product]

    @classmethod
    def draft(
        cls, by: Actor, form_token: uuid.UUID | None = None, files: FileChanges | None = None, **fields: Any
    ) -> "Offer":
        """A new draft of the acting company; the same form sent twice gives the first one again.

        Raises PermissionDenied without the power to sell (or buy). `readers` are the companies it is for.
        """
        require(can_post_offer(by, fields.get("side", cls.Side.SELL)), _("Your role may not post this offer."))
        product = fields.get("product")
        require(product is None or by.acts_for(product.company_id), _("That product is not your company's."))
        readers = fields.pop("readers", None)
        with transaction.atomic():
            offer, is_new = cls.objects.get_or_create(
                company=by.company,
                form_token=form_token or uuid.uuid4(),
                defaults={"ref": new_ref("O"), "user": by.user, **fields},
            )
            if is_new:
                offer.set_readers(readers)
                if files:
                    files.put(offer)
                record("offer.drafted", offer, by=by)
        return offer

    @classmethod
    def post(
        cls,
        by: Actor,
        publishing: bool,
        form_token: uuid.UUID | None = None,
        files: FileChanges | None = None,
        **fields: Any,
    ) -> "Offer":
        """Draft it and, with `publishing`, publish it in the same transaction: of a double click, one is posted."""
        with transaction.atomic():
            offer = cls.draft(by, form_token, files, **fields)
            if publishing and offer.is_draft:
                offer.publish(by)
        return offer

    def set_readers(self, companies: Iterable[Company] | None) -> None:
        """The companies it is for, at most fifty; none for another visibility. None leaves them as they are."""
        if self.visibility != Visibility.NAMED:
            self.readers.all().delete()
        elif companies is not None:
            ids = {company.pk for company in companies} - {self.company_id}
            if len(ids) > MOST_READERS:
                raise Refused(_("An offer can be for up to fifty companies."))
            self.readers.exclude(company_id__in=ids).delete()
            known = set(self.readers.values_list("company_id", flat=True))
            OfferReader.objects.bulk_create([OfferReader(offer=self, company_id=pk) for pk in sorted(ids - known)])

    def revise(self, by: Actor, files: FileChanges | None = None, **changes: Any) -> None:
        """Change a draft or an open offer; an open one stays fit to be seen. Once published it keeps its side."""
        readers = changes.pop("readers", None)
        with locked(self, self.State.DRAFT, self.State.OPEN):
            require(can_manage_offer(by, self), _("You may not change this offer."))
            if changes.get("side", self.side) != self.side:
                require(self.is_draft and can_post_offer(by, changes["side"]), _("You may not change this offer."))
            if changes.get("is_anonymous") and not self.is_anonymous and self.posted_at:
                raise Refused(_("Readers know this offer by your name already. Post a new one without it."))
            for field, value in changes.items():
                setattr(self, field, value)
            if not self.is_draft:
                self.check_terms()
            self.save(update_fields=[*changes, "updated_at"])
            self.set_readers(readers)
            if files:
                files.put(self)
            record("offer.changed", self, by=by)
            if not self.is_draft:
                self.check_fit(by)
                self.hold_if_needed(by)

    def check_terms(self) -> None:
        """Raise Refused with what is missing, unless the offer says all that a published one must say."""
        if self.quantity is None:
            raise Refused(_("Say how much before you publish."))
        if bool(self.incoterm) != bool(self.incoterm_place):
            raise Refused(_("An Incoterm goes with its named place, as in “FOB Busan”."))
        check_last_day(self.valid_until)

    def check_fit(self, by: Actor) -> None:
        """Raise Refused unless the offer, with its readers and files, may be seen as it is."""
        self.check_terms()
        if self.visibility == Visibility.CIRCLE and self.circle not in circle_keys(by):
            raise Refused(_("Your company is not in that community. Choose another one."))
        if self.visibility == Visibility.NAMED and not self.readers.exists():
            raise Refused(_("Choose at least one company that shall see this offer."))
        check_silence(self)

    def found_words(self) -> list[str]:
        """What a person has to look at first (catalog.standing.goods), without what was found in order."""
        said = [self.title, self.text, *(one.alt for one in self.pictures.all())]
        said += [one.title for one in self.documents.all()]
        found = {term for terms in findings(said, self.hs_code).values() for term in terms}
        return sorted(found - set(self.cleared))

    def hold_if_needed(self, by: Actor) -> bool:
        """Under the caller's lock: an offer that names what may be prohibited waits for staff."""
        self.held_for = self.found_words()
        if self.held_for:
            self.state = self.State.REVIEW
            self.save(update_fields=["state", "held_for", "updated_at"])
            record("offer.held", self, by=by)
        return bool(self.held_for)

    def publish(self, by: Actor) -> None:
        """Draft → open, or → being looked at. Raises Refused with a sentence when something is missing."""
        with transaction.atomic():
            company = Company.objects.select_for_update(no_key=True).get(pk=self.company_id)
            with locked(self, self.State.DRAFT):
                require(can_manage_offer(by, self), _("You may not publish this offer."))
                self.check_fit(by)
                check_twin(self)
                check_room(self, company)
                self.posted_at = self.published_at = timezone.now()
                self.save(update_fields=["posted_at", "published_at", "updated_at"])
                if not self.hold_if_needed(by):
                    self.turn(self.State.OPEN)
                    record("offer.published", self, by=by)

    def turn(self, state: str, *changed: str) -> None:
        """Save the new state and the columns named; under the caller's lock."""
        self.state = state
        self.save(update_fields=["state", *changed, "updated_at"])

    def withdraw(self, by: Actor) -> None:
        """Draft, open or being looked at → withdrawn. It can come back as a new draft."""
        with locked(self, self.State.DRAFT, self.State.OPEN, self.State.REVIEW):
            require(can_manage_offer(by, self), _("You may not withdraw this offer."))
            self.turn(self.State.WITHDRAWN)
            record("offer.withdrawn", self, by=by)

    def fill(self, by: Actor) -> None:
        """Open or expired → sold or filled: readers see that it found its partner."""
        with locked(self, self.State.OPEN, self.State.EXPIRED):
            require(can_manage_offer(by, self), _("You may not end this offer."))
            self.turn(self.State.FILLED)
            record("offer.filled", self, by=by)

    def renew(self, until: date, by: Actor) -> None:
        """Open or expired → open until a new day; on top of the board again, at most once a day."""
        with locked(self, self.State.OPEN, self.State.EXPIRED):
            require(can_manage_offer(by, self), _("You may not renew this offer."))
            check_last_day(until)
            now = timezone.now()
            if self.is_over or self.published_at is None or self.published_at < now - ON_TOP_AGAIN:
                self.published_at = now
            self.valid_until = until
            self.check_fit(by)
            self.turn(self.State.OPEN, "valid_until", "published_at")
            record("offer.renewed", self, by=by)

    def copy(self, by: Actor) -> "Offer":
        """A new draft with the same words, files and readers, for thirty days; a second click gives the same draft."""
        with locked(self):
            require(can_manage_offer(by, self), _("You may not copy this offer."))
            if known := self.copies.filter(state=self.State.DRAFT, company=self.company_id).first():
                return known
            said = {name: getattr(self, name) for name in COPIED}
            until = timezone.localdate() + timedelta(days=USUAL_DAYS)
            readers = [one.company for one in self.readers.select_related("company")]
            offer = Offer.draft(by, readers=readers, valid_until=until, copy_of=self, **said)
            for picture in self.pictures.all():
                picture.copy_to(offer)
            for document in self.documents.all():
                document.copy_to(offer)
        return offer

    def approve(self, by: Actor) -> None:
        """Being looked at → open: staff found its words in order."""
        with locked(self, self.State.REVIEW):
            require(can_review_offer(by, self), _("You may not judge this company's offers."))
            self.cleared, self.held_for = sorted({*self.cleared, *self.held_for}), []
            self.published_at = timezone.now()
            self.turn(self.State.OPEN, "cleared", "held_for", "published_at")
            record("offer.approved", self, by=by.as_staff())

    def reject(self, by: Actor, words: str) -> None:
        """Being looked at, or seen by others → rejected, with the reason in words. It can come back as a new draft."""
        with locked(self, self.State.REVIEW, *SHOWN):
            require(can_review_offer(by, self), _("You may not judge this company's offers."))
            if not words.strip():
                raise Refused(_("Say why, so that the company can put it right."))
            self.verdict = words.strip()[:2000]
            self.turn(self.State.REJECTED, "verdict")
            record("offer.rejected", self, by=by.as_staff())

    def reinstate(self, by: Actor, was: str) -> None:
        """Rejected → what it was when staff took it off the board, after an appeal (catalog/reports)."""
        with locked(self, self.State.REJECTED):
            require(can_review_offer(by, self), _("You may not judge this company's offers."))
            is_past = was == self.State.OPEN and self.valid_until < timezone.localdate()
            self.cleared, self.verdict = sorted({*self.cleared, *self.found_words()}), ""
            self.turn(self.State.EXPIRED if is_past or was not in SHOWN else was, "cleared", "verdict")
            record("offer.reinstated", self, by=by.as_staff())

    def expire(self) -> None:
        """Open → expired, by the clock; an offer renewed meanwhile stays open."""
        with locked(self, self.State.OPEN):
            if self.valid_until < timezone.localdate():
                self.turn(self.State.EXPIRED)
                record("offer.expired", self)

    def remind(self) -> None:
        """Tell once that the last day comes, by the clock."""
        with locked(self, self.State.OPEN):
            if self.reminded_for != self.valid_until and self.days_left <= REMINDED_DAYS:
                self.reminded_for = self.valid_until
                self.save(update_fields=["reminded_for"])
                record("offer.ending", self)

    def leave_circle(self) -> None:
        """Open → withdrawn, by the clock: its company is no longer in the community it was for."""
        with locked(self, self.State.OPEN, self.State.REVIEW):
            if self.visibility == Visibility.CIRCLE and self.company_id not in companies_in(self.circle):
                self.turn(self.State.WITHDRAWN)
                record("offer.left_circle", self)
