"""Who is acting: a person, the company they act for at the moment, and what that role may do."""

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Actor:
    """The one who asks for a page, calls the API, or sends a frame.

    `powers` are the names of acts that the role in the acting company allows (see companies/permissions.py);
    `scopes` limits an API token further (None: not a token), and `token` is the end of it by which people know it.
    `through` is the member of programme staff who looks through this person's eyes, if one does.
    `mandate` is what lets somebody of an intermediary act for a company they are not in; `company` is that company.
    A visitor has neither user nor company.
    """

    user: Any = None
    company: Any = None
    role: str = ""
    powers: frozenset[str] = frozenset()
    scopes: frozenset[str] | None = None
    companies: tuple[Any, ...] = field(default=(), compare=False)
    through: Any = None
    token: str = ""
    mandate: Any = None

    @property
    def is_authenticated(self) -> bool:
        return self.user is not None or self.scopes is not None

    @property
    def is_staff(self) -> bool:
        return bool(self.user and self.user.is_staff)

    @property
    def company_id(self) -> Any:
        """None for a visitor. Loosely typed: queries guard by `actor.company`, which a type checker cannot follow."""
        return self.company.pk if self.company else None

    @property
    def user_id(self) -> Any:
        return self.user.pk if self.user else None

    @property
    def through_id(self) -> Any:
        return self.through.pk if self.through else None

    @property
    def mandate_id(self) -> Any:
        return self.mandate.pk if self.mandate else None

    @property
    def agent(self) -> Any:
        """The intermediary that acts here for `company`; None for a company's own people."""
        return self.mandate.agent if self.mandate else None

    @property
    def person_name(self) -> str:
        """Who acts, as others read it; under a mandate with the intermediary: `Kim Min-ji, Busan Association`."""
        name = str(self.user) if self.user else ""
        return f"{name}, {self.agent.name}" if self.agent else name

    @property
    def acting_key(self) -> str:
        """How a session remembers for whom its person acts: a company's slug, or a mandate; empty for none."""
        if self.mandate:
            return str(self.mandate.acting_key)
        return self.company.slug if self.company else ""

    def may(self, power: str) -> bool:
        """Whether the role in the acting company includes this power."""
        return power in self.powers

    def as_staff(self) -> "Actor":
        """The person alone: what programme staff do at the desk they do not do for a company of their own."""
        return Actor(user=self.user, through=self.through)

    def seen_by(self, staff: Any) -> "Actor":
        """The same, with a member of staff looking through their eyes."""
        return replace(self, through=staff)

    def acts_for(self, company_id: int | None) -> bool:
        return company_id is not None and company_id == self.company_id


VISITOR = Actor()
