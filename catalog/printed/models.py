"""Catalogues that were printed, and links that show a selection to somebody outside."""

import hashlib
import json
import secrets
import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files import File
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.permissions import can_edit_catalogue
from catalog.printed.fonts import shelf
from catalog.printed.selection import Selection
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.stored import keeps_files

if TYPE_CHECKING:
    from catalog.models import ProductQuerySet

DESIGN = 2  # of the pages; with a new one everything is printed anew when it is asked for next
KEPT = timedelta(days=30)
ABANDONED = timedelta(minutes=10)  # without a sign of progress: whoever made it died
MOST_PRODUCTS = 2000  # some 1,500 pages; above it nobody leafs
MOST_LINKS = 100  # open ones of a company
REFUSAL = _("You may not change this company's products.")


class PrintedCatalogueQuerySet(models.QuerySet["PrintedCatalogue"]):
    def visible_to(self, actor: Actor) -> "PrintedCatalogueQuerySet":
        """The acting company's own; of others only the standard one is given out, at an address of its own."""
        if actor.is_staff:
            return self
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def standard(self) -> "PrintedCatalogueQuerySet":
        return self.filter(selection={}, shows_prices=True)

    def ready(self) -> "PrintedCatalogueQuerySet":
        return self.filter(state=PrintedCatalogue.State.DONE)

    def active(self) -> "PrintedCatalogueQuerySet":
        return self.filter(state__in=[PrintedCatalogue.State.WAITING, PrintedCatalogue.State.RUNNING])

    def over(self) -> "PrintedCatalogueQuerySet":
        """Those whose file need not be kept any longer."""
        return self.ready().filter(finished_at__lt=timezone.now() - KEPT)


@keeps_files(_("Printed catalogues"), owner="company_id", made=("file",))
class PrintedCatalogue(models.Model):
    """A company's products as a PDF: asked for, being made, there for thirty days, or failed with a reason.

    Waiting → running → done → gone; or failed. `position` is how many products have been laid out; `fingerprint`
    stands for everything that is on the pages, so that the same catalogue is made once however often it is asked for.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being made")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Not made")
        GONE = "gone", _("No longer kept")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="printed_catalogues")
    user = models.ForeignKey("companies.User", models.SET_NULL, null=True, related_name="+")
    selection = models.JSONField(default=dict)
    language = models.CharField(_("language"), max_length=8, default="en")
    shows_prices = models.BooleanField(_("show prices"), default=True)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    products = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    file = models.FileField(upload_to="catalogues/", storage=private_files, blank=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = PrintedCatalogueQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "fingerprint"],
                condition=models.Q(state__in=["waiting", "running", "done"]),
                name="printed_catalogue_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done") | ~models.Q(file=""), name="printed_catalogue_has_file"
            ),
        ]
        indexes = [models.Index(fields=["company", "language", "-id"], name="printed_catalogue_company")]

    def __str__(self) -> str:
        return f"{self.ref} {self.company}"

    def get_absolute_url(self) -> str:
        return reverse("catalog:printed", args=[self.ref])

    @property
    def chosen(self) -> Selection:
        return Selection.from_json(self.selection)

    @property
    def rows(self) -> "ProductQuerySet":
        """The products in the order of the pages: by category, then by SKU, which tells variants of a model apart."""
        return self.chosen.shown(self.company).order_by("category__path", "sku", "pk")

    @property
    def is_active(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def is_abandoned(self) -> bool:
        return self.is_active and self.touched_at < timezone.now() - ABANDONED

    @property
    def percent(self) -> int:
        """Laying out the products is counted as nine tenths of the work."""
        return 100 if self.state == self.State.DONE else 90 * self.position // max(1, self.products)

    @property
    def kept_until(self) -> Any:
        return self.finished_at + KEPT if self.finished_at and self.state == self.State.DONE else None

    @property
    def etag(self) -> str:
        return f'"{self.fingerprint[:40]}"'

    @property
    def file_name(self) -> str:
        day = timezone.localdate(self.finished_at or self.created_at)
        return f"{self.company.slug}-catalogue-{self.language}-{day.isoformat()}.pdf"

    # -- being asked for ----------------------------------------------------------------------------------------

    @classmethod
    def request(
        cls, by: Actor, chosen: Selection, language: str, shows_prices: bool = True
    ) -> tuple["PrintedCatalogue", bool]:
        """Ask for a catalogue of the acting company's products; gives it, and whether it is a new one.

        Raises Refused when nothing is chosen that could be printed, or the language has no font here.
        """
        require(can_edit_catalogue(by, by.company_id or 0), REFUSAL)
        return cls.ask(by.company, chosen, language, shows_prices, by)

    @classmethod
    def ask(
        cls, company: Company, chosen: Selection, language: str, shows_prices: bool = True, by: Actor | None = None
    ) -> tuple["PrintedCatalogue", bool]:
        """`by` is None when a reader asks for the public one: what is published may be printed for anybody."""
        if language == "ko" and not shelf().has_korean:
            raise Refused(
                _("This server has no Korean font, so the Korean catalogue cannot be printed. The English one can.")
            )
        wanted = cls(company=company, selection=chosen.as_json(), language=language, shows_prices=shows_prices)
        wanted.fingerprint, wanted.products = wanted.read_fingerprint()
        if not wanted.products:
            raise Refused(_("None of these products is published, so there is nothing to print yet."))
        if (twin := wanted.twin()) is not None:
            return twin, False
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=company.pk)  # two clicks come one after the other
            if (twin := wanted.twin()) is not None:
                return twin, False
            wanted.ref, wanted.user = new_ref("K"), by.user if by else None
            wanted.save()
            record("catalogue.requested", wanted, by=by, position=0)
        return wanted, True

    def twin(self) -> "PrintedCatalogue | None":
        """The same pages, there already or on their way; one that nobody works at any more is given up."""
        same = PrintedCatalogue.objects.filter(company=self.company_id, fingerprint=self.fingerprint)
        known = (same.active() | same.ready()).first()
        if known is None:
            return None
        if known.is_abandoned or (known.state == self.State.DONE and not known.has_file()):
            known.fail(_("The work was interrupted. Please make it again."))
            return None
        return known

    def has_file(self) -> bool:
        return bool(self.file.name) and self.file.storage.exists(str(self.file.name))

    def read_fingerprint(self) -> tuple[str, int]:
        """What stands for the content of the pages, and how many products are on them."""
        rows = list(self.rows.values_list("pk", "updated_at")[:MOST_PRODUCTS])
        company = self.company
        proofs = [[one.name, one.number, str(one.valid_until), one.is_expired] for one in company.certificates.all()]
        said = [
            *(DESIGN, self.language, self.shows_prices, self.selection, shelf().families, settings.SITE_URL),
            *(company.updated_at.isoformat(), company.name, company.tier, str(company.tier_since), company.is_active),
            *(proofs, [[pk, changed.isoformat()] for pk, changed in rows]),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest(), len(rows)

    def again(self, by: Actor) -> tuple["PrintedCatalogue", bool]:
        """The same selection as it is now; gives this very catalogue while nothing in it has changed."""
        require(can_edit_catalogue(by, self.company_id), REFUSAL)
        return self.ask(self.company, self.chosen, self.language, self.shows_prices, by)

    # -- the work -----------------------------------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """Where the parts lie while it is being made, on the machine that makes it."""
        return Path(settings.PRIVATE_ROOT) / "printing" / self.ref

    def advance(self, expected: int, position: int) -> None:
        """Raises WrongState when somebody else has gone on with it meanwhile."""
        with locked(self, self.State.WAITING, self.State.RUNNING):
            if self.position != expected:
                raise WrongState(_("This catalogue is being made by another process."))
            self.state, self.position, self.touched_at = self.State.RUNNING, position, timezone.now()
            self.save(update_fields=["state", "position", "touched_at"])

    def finish(self, path: Path, pages: int, by: Actor | None = None) -> None:
        with locked(self, self.State.RUNNING), path.open("rb") as source:
            self.file.save(f"{self.ref}.pdf", File(source), save=False)
            self.state, self.pages, self.size = self.State.DONE, pages, path.stat().st_size
            self.finished_at = self.touched_at = timezone.now()
            self.save()
            record("catalogue.finished", self, by=by, pages=pages)
        self.clear()

    def fail(self, message: Any) -> None:
        with locked(self, self.State.WAITING, self.State.RUNNING, self.State.DONE):
            self.state, self.problem, self.finished_at = self.State.FAILED, str(message), timezone.now()
            self.save(update_fields=["state", "problem", "finished_at"])
            record("catalogue.failed", self)
        self.clear()

    def forget(self) -> None:
        """Done → gone: the file is deleted, the line in the list stays, from which it can be made again."""
        with locked(self, self.State.DONE):
            name = str(self.file.name)
            self.state, self.file = self.State.GONE, ""
            self.save(update_fields=["state", "file"])
            transaction.on_commit(lambda: private_files().delete(name))

    def clear(self) -> None:
        with suppress(OSError):
            shutil.rmtree(self.folder)


class SharedCatalogueQuerySet(models.QuerySet["SharedCatalogue"]):
    def visible_to(self, actor: Actor) -> "SharedCatalogueQuerySet":
        """The acting company's own links. Who has been given one finds it by its secret."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def open(self) -> "SharedCatalogueQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def closed(self) -> "SharedCatalogueQuerySet":
        return self.exclude(revoked_at=None, expires_at__gt=timezone.now())


class SharedCatalogue(models.Model):
    """A link that shows a selection of a company's products to whoever has it, for some days.

    Only the SHA-256 of its secret is kept: it is shown once. The company chooses whether prices are shown, and
    whether drafts are among the products.
    """

    DAYS = (1, 7, 30, 90)

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="shared_catalogues")
    user = models.ForeignKey("companies.User", models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("for whom"), max_length=120, blank=True)
    selection = models.JSONField(default=dict)
    shows_prices = models.BooleanField(_("show prices"), default=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = SharedCatalogueQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="shared_catalogue_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.company}"

    @property
    def chosen(self) -> Selection:
        return Selection.from_json(self.selection)

    @property
    def rows(self) -> "ProductQuerySet":
        return self.chosen.shown(self.company).order_by("category__path", "sku", "pk")

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now() and self.company.is_active

    @classmethod
    def issue(
        cls, by: Actor, chosen: Selection, days: int, label: str = "", shows_prices: bool = True
    ) -> tuple["SharedCatalogue", str]:
        """A new link and its secret. Raises Refused when nothing is chosen, or the company has too many open ones."""
        require(can_edit_catalogue(by, by.company_id or 0), REFUSAL)
        if days not in cls.DAYS:
            raise Refused(_("A link is open for 1, 7, 30 or 90 days."))
        secret = secrets.token_urlsafe(24)
        with transaction.atomic():
            company = Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            if cls.objects.filter(company=company).open().count() >= MOST_LINKS:
                raise Refused(_("There are %(most)s open links already: revoke some first.") % {"most": MOST_LINKS})
            if not chosen.shown(company).exists():
                raise Refused(_("None of these products can be shown: they are drafts or paused."))
            now = timezone.now()
            link = cls.objects.create(
                ref=new_ref("L"), company=company, user=by.user, digest=cls.digest_of(secret), label=label,
                selection=chosen.as_json(), shows_prices=shows_prices, created_at=now,
                expires_at=now + timedelta(days=days),
            )  # fmt: skip
            record("catalogue.shared", link, by=by, days=days)
        return link, secret

    @staticmethod
    def digest_of(secret: str) -> str:
        return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()

    @classmethod
    def behind(cls, secret: str) -> "SharedCatalogue | None":
        """The link with this secret, open or not; None for a secret that never was one."""
        return cls.objects.select_related("company").filter(digest=cls.digest_of(secret)).first()

    def revoke(self, by: Actor) -> None:
        """Open → closed at once. Raises WrongState when it is closed already."""
        with locked(self):
            require(can_edit_catalogue(by, self.company_id), REFUSAL)
            if not self.is_open:
                raise WrongState(_("This link is closed already."))
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])
            record("catalogue.unshared", self, by=by)

    def count_opening(self, by: Actor) -> None:
        """Somebody outside has opened it; the company's own people looking do not count."""
        if not by.acts_for(self.company_id):
            mine = SharedCatalogue.objects.filter(pk=self.pk)
            mine.update(openings=models.F("openings") + 1, opened_at=timezone.now())
