"""How to reach a company, as far as the reader may know."""

from dataclasses import dataclass

from portal.core.phones import international


@dataclass(frozen=True)
class Contact:
    """What a reader may see; where something is given but not to them, `hidden_…` says who gets to see it."""

    email: str = ""
    phone: str = ""
    hidden_email: str = ""
    hidden_phone: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.email, self.phone, self.hidden_email, self.hidden_phone))

    @property
    def is_partly_hidden(self) -> bool:
        return bool(self.hidden_email or self.hidden_phone)

    @property
    def phone_shown(self) -> str:
        """`+82 55-278-1234`, as a foreigner dials it."""
        return international(self.phone)
