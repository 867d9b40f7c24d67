"""The bank's papers about a transfer: sent with its report, or kept while the report was not complete."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.papers import MOST_FILES
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.stored import keeps_files
from trade.settling.instalments import Instalment

if TYPE_CHECKING:
    from portal.core.papers import Paper
    from trade.settling.proofs import OutsidePayment


def paper_ref() -> str:
    return new_ref("PR")


class ProofPaperQuerySet(models.QuerySet["ProofPaper"]):
    def visible_to(self, actor: Actor) -> "ProofPaperQuerySet":
        """Those of reported transfers, to the two companies; what is only kept has no reader yet."""
        return self.filter(payment__instalment__in=Instalment.objects.visible_to(actor))

    def kept_for(self, instalment: Instalment, by: Actor) -> "ProofPaperQuerySet":
        """What this person has sent for this instalment and not reported yet."""
        return self.filter(payment=None, instalment=instalment, user_id=by.user_id or 0)

    def drop(self) -> None:
        """Delete the rows, and their files once that is committed."""
        for paper in self:
            name = str(paper.file.name)
            paper.delete()
            transaction.on_commit(partial(private_files().delete, name))


@keeps_files(_("Proofs of transfers"), owner="instalment__order__buyer_id")
class ProofPaper(models.Model):
    """A PDF that cannot act, or a picture written anew by us (portal/core/papers.py); `payment` None: only kept."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=paper_ref)
    instalment = models.ForeignKey(Instalment, models.CASCADE, related_name="+")
    payment = models.ForeignKey("trade.OutsidePayment", models.CASCADE, null=True, blank=True, related_name="papers")
    file = models.FileField(upload_to="payments/", storage=private_files)
    title = models.CharField(max_length=130)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProofPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof of a transfer")
        verbose_name_plural = _("proofs of transfers")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(file=""), name="proof_paper_is_there")]

    def __str__(self) -> str:
        return self.title

    @property
    def content_type(self) -> str:
        """There are two kinds, whatever was sent: pictures are written anew as JPEG."""
        return "application/pdf" if str(self.file.name).endswith(".pdf") else "image/jpeg"

    @property
    def digest(self) -> str:
        with self.file.open("rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    @classmethod
    def keep(
        cls, instalment: Instalment, by: Actor, papers: Iterable["Paper"], payment: "OutsidePayment | None" = None
    ) -> list["ProofPaper"]:
        made = []
        for paper in papers:
            new = cls(instalment=instalment, payment=payment, title=paper.name, user=by.user)
            new.file.save(paper.content.name, paper.content, save=False)
            new.save()
            made.append(new)
        return made

    @classmethod
    def attach(cls, payment: "OutsidePayment", by: Actor, papers: Iterable["Paper"], kept: Sequence[str]) -> None:
        """With the report: what was sent now and what was kept and is wanted (`kept`); what is not wanted goes."""
        own = cls.objects.kept_for(payment.instalment, by)
        own.filter(ref__in=kept).update(payment=payment)
        own.all().drop()
        cls.keep(payment.instalment, by, papers, payment)

    @classmethod
    def keep_for_later(cls, instalment: Instalment, by: Actor, papers: Iterable["Paper"]) -> list["ProofPaper"]:
        """The report was not complete: nobody has to choose the files again.

        The same file sent twice is kept once; the oldest make room.
        """
        kept, made = {paper.digest: paper for paper in cls.objects.kept_for(instalment, by)}, []
        for paper in papers:
            with paper.content.open() as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            kept[digest] = kept.get(digest) or cls.keep(instalment, by, [paper])[0]
            made.append(kept[digest])
        newest: Any = cls.objects.kept_for(instalment, by).order_by("-pk").values_list("pk", flat=True)
        cls.objects.kept_for(instalment, by).exclude(pk__in=list(newest[:MOST_FILES])).drop()
        return made
