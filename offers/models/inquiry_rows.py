"""Which inquiries: questions to all of them."""

from typing import TYPE_CHECKING, Any

from django.db import models

from portal.core.actor import Actor

if TYPE_CHECKING:
    from offers.models.inquiry import Inquiry  # noqa: F401  (its rows)

WAITING = ("sent", "asked")  # in these it is the turn of the company that was asked


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, actor: Actor) -> "InquiryQuerySet":
        """The two companies it is between, and nobody else; moderators see reported ones at the desk."""
        if actor.company is None:
            return self.none()
        return self.filter(models.Q(buyer_id=actor.company_id) | models.Q(supplier_id=actor.company_id))

    def received_by(self, actor: Actor) -> "InquiryQuerySet":
        return self.filter(supplier_id=actor.company_id) if actor.company else self.none()

    def sent_by(self, actor: Actor) -> "InquiryQuerySet":
        return self.filter(buyer_id=actor.company_id) if actor.company else self.none()

    def hidden_from(self, actor: Actor) -> "InquiryQuerySet":
        """Received, and put aside: reported as spam, or from a company that is blocked."""
        return self.received_by(actor).exclude(spam="")

    def in_boxes_of(self, actor: Actor) -> "InquiryQuerySet":
        """All but what the company has put aside."""
        aside = models.Q(supplier_id=actor.company_id) & ~models.Q(spam="")
        return self.visible_to(actor).exclude(aside)

    def waiting_for(self, actor: Actor) -> "InquiryQuerySet":
        """Received ones in which it is the acting company's turn to answer."""
        return self.received_by(actor).filter(state__in=WAITING, spam="")

    def waiting_for_others(self, actor: Actor) -> "InquiryQuerySet":
        return self.sent_by(actor).filter(state__in=WAITING)

    def at_turn_of(self, actor: Actor) -> "InquiryQuerySet":
        """In which the acting company is to do something: answer, or read an answer and go on."""
        ours = models.Q(supplier_id=actor.company_id, state__in=WAITING)
        read = models.Q(buyer_id=actor.company_id, state="answered")
        return self.in_boxes_of(actor).filter(ours | read)

    def at_turn_of_others(self, actor: Actor) -> "InquiryQuerySet":
        theirs = models.Q(buyer_id=actor.company_id, state__in=WAITING)
        reading = models.Q(supplier_id=actor.company_id, state="answered")
        return self.in_boxes_of(actor).filter(theirs | reading)

    def assigned_to(self, who: str, actor: Actor) -> "InquiryQuerySet":
        """`mine`: assigned to this person, or asked by them; `unassigned`: received and nobody's; else all."""
        if who == "mine":
            asked = models.Q(buyer_id=actor.company_id, user_id=actor.user_id)
            return self.filter(models.Q(supplier_id=actor.company_id, assignee_id=actor.user_id) | asked)
        return self.received_by(actor).filter(assignee=None) if who == "unassigned" else self

    def matching(self, q: str, actor: Actor) -> "InquiryQuerySet":
        """Those in which every word occurs; the name of a company that has not shown itself finds nothing."""
        rows = self
        for word in q.split()[:8]:
            said = models.Q(title__icontains=word) | models.Q(question__icontains=word) | models.Q(ref__iexact=word)
            written = models.Exists(rows.model._written(word))
            asker = models.Q(buyer__name__icontains=word)
            asked = models.Q(supplier__name__icontains=word) & (
                models.Q(supplier_is_hidden=False) | models.Q(supplier_id=actor.company_id)
            )
            rows = rows.filter(said | asker | asked | models.Q(written))
        return rows

    def with_unread(self, actor: Actor) -> "InquiryQuerySet":
        """Each with `is_unread`: the other side's last words are newer than what this person has opened."""
        from offers.models.inquiry_aside import InquirySeen

        seen = InquirySeen.objects.filter(
            inquiry=models.OuterRef("pk"), user=actor.user_id, number__gte=models.OuterRef("last_number")
        )
        theirs = models.Q(buyer_id=actor.company_id, last_side="supplier") | models.Q(
            supplier_id=actor.company_id, last_side="buyer"
        )
        unread = models.Q(~models.Exists(seen)) & theirs
        return self.annotate(is_unread=models.ExpressionWrapper(unread, output_field=models.BooleanField()))

    def for_cards(self) -> "InquiryQuerySet":
        related: Any = ("buyer", "supplier", "product", "offer", "user", "assignee")
        return self.select_related(*related).prefetch_related("product__texts")
