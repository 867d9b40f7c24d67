"""Who of a company answers which inquiry: its rules, who is away, and how each inquiry was handed on."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from companies.models import Company, Membership, User
from companies.permissions import POWERS
from offers.models.inquiry import Inquiry
from offers.models.inquiry_rows import WAITING
from offers.permissions import can_answer_inquiry, can_route_inquiries
from portal.core.actor import Actor
from portal.core.events import Event, record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

if TYPE_CHECKING:
    from django.db.models import QuerySet

    Users = QuerySet[User]


def rule_ref() -> str:
    return new_ref("U")


class RoutingRuleQuerySet(models.QuerySet["RoutingRule"]):
    def visible_to(self, actor: Actor) -> "RoutingRuleQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


class RoutingRule(models.Model):
    """“Inquiries about this category, from this country, go to …”; one without either is for all.

    The first that fits and leads to somebody who may answer and is not away decides.
    """

    MOST: ClassVar[int] = 50

    class Target(models.TextChoices):
        PERSON = "person", _("One person")
        CREATOR = "creator", _("Who listed the product")
        ROLE = "role", _("Whoever of a role has the fewest")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=rule_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="routing_rules")
    position = models.PositiveSmallIntegerField()
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    country = models.CharField(_("country of who asks"), max_length=2, blank=True)
    target = models.CharField(_("goes to"), max_length=8, choices=Target, default=Target.PERSON)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(_("role"), max_length=8, choices=Membership.Role, blank=True)

    objects = RoutingRuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("rule for inquiries")
        verbose_name_plural = _("rules for inquiries")
        constraints = [
            models.CheckConstraint(
                condition=(Q(target="person", user__isnull=False, role=""))
                | Q(target="creator", user=None, role="")
                | (Q(target="role", user=None) & ~Q(role="")),
                name="routing_rule_has_target",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} #{self.position}"

    @property
    def is_default(self) -> bool:
        return self.category_id is None and not self.country

    @classmethod
    def put_in(cls, by: Actor, **fields: Any) -> "RoutingRule":
        """A new one: special ones before those for all. Raises Refused for somebody who is not in the company."""
        require(can_route_inquiries(by), _("Your role may not change who gets which inquiry."))
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            mine = cls.objects.visible_to(by)
            if mine.count() >= cls.MOST:
                raise Refused(_("Up to %(most)s rules, please. Delete one first.") % {"most": cls.MOST})
            rule = cls(company=by.company, position=0, **fields)
            if rule.user and not Membership.objects.filter(company=by.company, user=rule.user).exists():
                raise Refused(_("This person is no longer in your company."))
            rule.save()
            order(list(mine))
            record("routing.changed", rule, by=by)
        return rule

    def move(self, by: Actor, steps: int) -> None:
        """One up (-1) or down (1)."""
        require(
            can_route_inquiries(by) and by.acts_for(self.company_id),
            _("Your role may not change who gets which inquiry."),
        )
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            rows = list(RoutingRule.objects.visible_to(by))
            place = next((n for n, one in enumerate(rows) if one.pk == self.pk), None)
            if place is None or not 0 <= place + steps < len(rows):
                return
            rows.insert(place + steps, rows.pop(place))
            order(rows, as_they_are=True)
            record("routing.changed", self, by=by)

    def remove(self, by: Actor) -> None:
        require(
            can_route_inquiries(by) and by.acts_for(self.company_id),
            _("Your role may not change who gets which inquiry."),
        )
        with transaction.atomic():
            record("routing.changed", self, by=by)
            self.delete()

    def fits(self, inquiry: Inquiry, categories: list[str]) -> bool:
        if self.country and self.country != inquiry.buyer.country:
            return False
        if self.category is None:
            return True
        path = self.category.path
        return any(one == path or one.startswith(f"{path}/") for one in categories)

    def person(self, inquiry: Inquiry, able: "Users") -> User | None:
        if self.target == self.Target.PERSON:
            return able.filter(pk=self.user_id or 0).first()
        if self.target == self.Target.CREATOR:
            return able.filter(pk=creator_of(inquiry) or 0).first()
        open_ones = Q(assigned_inquiries__state__in=WAITING, assigned_inquiries__supplier=inquiry.supplier_id)
        of_role = Membership.objects.filter(company=inquiry.supplier_id, role=self.role).values("user_id")
        ranked = able.filter(pk__in=of_role).annotate(load=Count("assigned_inquiries", filter=open_ones, distinct=True))
        return ranked.order_by("load", "pk").first()


def order(rows: list[RoutingRule], as_they_are: bool = False) -> None:
    """Number them anew; those for all come last unless people have put them where they are."""
    ranked = rows if as_they_are else sorted(rows, key=lambda one: (one.is_default, one.position == 0, one.position))
    for position, rule in enumerate(ranked, 1):
        if rule.position != position:
            RoutingRule.objects.filter(pk=rule.pk).update(position=position)


class InquiryAbsence(models.Model):
    """Somebody is away from a company's inquiries until the end of a day."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateField(_("away until"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="inquiry_absence_once")]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.until}"

    @classmethod
    def of(cls, actor: Actor) -> "InquiryAbsence | None":
        rows = cls._default_manager.filter(company_id=actor.company_id, user_id=actor.user_id, until__gte=localdate())
        return rows.first()

    @classmethod
    def go(cls, by: Actor, until: date | None) -> int:
        """Away until that day (None: back). Their open inquiries go to others by the rules; returns how many."""
        require(by.user is not None and by.company is not None, "")
        rows = cls._default_manager
        with transaction.atomic():
            if until is None:
                rows.filter(company=by.company, user=by.user).delete()
                return 0
            if until < localdate():
                raise Refused(_("Choose a day that is not past."))
            rows.update_or_create(company=by.company, user=by.user, defaults={"until": until})
            return release(by.company_id, by.user_id, InquiryAssignment.Why.AWAY)


class InquiryAssignment(models.Model):
    """An inquiry was handed to `user` (None: to nobody in particular), by a rule or by hand."""

    class Why(models.TextChoices):
        RULE = "rule", _("by a rule")
        HAND = "hand", _("by hand")
        LEFT = "left", _("the person before left the company")
        AWAY = "away", _("the person before is away")

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=8, choices=Why)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inquiry_id} → {self.user_id}"


def able_people(company_id: int, power: str) -> "Users":
    """The company's active people who may answer and are not away."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    away = InquiryAbsence._default_manager.filter(company=company_id, until__gte=localdate()).values("user_id")
    members = Membership.objects.filter(company=company_id, role__in=roles).values("user_id")
    return User.objects.filter(is_active=True, pk__in=members).exclude(pk__in=away)


def creator_of(inquiry: Inquiry) -> int | None:
    """Who listed the product, as far as the record of events knows."""
    if inquiry.product_id is None:
        return None
    made = Event.objects.filter(subject_type=Inquiry.product.field.related_model._meta.label_lower)
    made = made.filter(subject_id=inquiry.product_id, user_id__isnull=False, company_id=inquiry.supplier_id)
    found: int | None = made.order_by("pk").values_list("user_id", flat=True).first()
    return found


def categories_of(inquiry: Inquiry) -> list[str]:
    """The paths of the categories that it is about."""
    paths = [line.product.category.path for line in inquiry.lines.select_related("product__category") if line.product]
    return [*paths, inquiry.offer.category.path] if inquiry.offer else paths


def chosen_for(inquiry: Inquiry) -> User | None:
    rules = list(RoutingRule.objects.filter(company=inquiry.supplier_id).select_related("category"))
    if not rules:
        return None
    able, categories = able_people(inquiry.supplier_id, inquiry.power_to_answer), categories_of(inquiry)
    people = (rule.person(inquiry, able) for rule in rules if rule.fits(inquiry, categories))
    return next((person for person in people if person), None)


def assign_by_rules(inquiry: Inquiry, why: str = "rule") -> None:
    """In the caller's transaction. Without a rule that fits it stays everybody's."""
    person = chosen_for(inquiry)
    if person != inquiry.assignee:
        put(inquiry, person, None, why)


def put(inquiry: Inquiry, person: User | None, by: Actor | None, why: str) -> None:
    inquiry.assignee = person
    inquiry.save(update_fields=["assignee", "updated_at"])
    row = InquiryAssignment(inquiry=inquiry, user=person, by=by.user if by else None, why=why)
    row.save()
    record("inquiry.assigned", inquiry, by=by, to=person.pk if person else None, why=why)


def assign(inquiry: Inquiry, person: User | None, by: Actor) -> None:
    """By hand, by whoever may answer; to the same person again changes nothing.

    Raises Refused for somebody who may not answer for the company.
    """
    with locked(inquiry):
        require(can_answer_inquiry(by, inquiry), _("Your role may not hand on this inquiry."))
        able = able_people(inquiry.supplier_id, inquiry.power_to_answer)
        if person and person != inquiry.assignee and not able.filter(pk=person.pk).exists():
            raise Refused(_("This person may not answer for your company now, or is away."))
        if person != inquiry.assignee:
            put(inquiry, person, by, InquiryAssignment.Why.HAND)


def release(company_id: int, user_id: int, why: str) -> int:
    """What waits for an answer of this person goes to others by the rules; returns how many."""
    rows = Inquiry.objects.filter(supplier_id=company_id, assignee_id=user_id).exclude(state=Inquiry.State.CLOSED)
    waiting = list(rows.select_related("buyer", "offer__category", "assignee").order_by("pk"))
    return sum(passed_on(inquiry, user_id, why) for inquiry in waiting)


def passed_on(inquiry: Inquiry, user_id: int, why: str) -> int:
    with locked(inquiry):
        if inquiry.assignee_id != user_id:
            return 0
        person = chosen_for(inquiry)
        put(inquiry, person if person is None or person.pk != user_id else None, None, why)
    return 1


def people_to_choose(inquiry: Inquiry) -> Iterable[User]:
    return able_people(inquiry.supplier_id, inquiry.power_to_answer).order_by("name", "pk")
