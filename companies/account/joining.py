"""What somebody accepts by joining; the apps above say it, such as the terms of use.

    joining(Terms())

The form carries `token()`, which says what was shown. When somebody has joined, `accept` gets what their form carried:
a text that is no longer the one that was shown is not accepted by it.
"""

from typing import Protocol

from django.utils.safestring import SafeString

from companies.people import User


class Condition(Protocol):
    def token(self) -> str:
        """What is to be accepted now; empty for nothing."""

    def words(self) -> SafeString:
        """The sentence beside the button, with links to what it names."""

    def accept(self, user: User, token: str) -> None:
        """Keep that the person has joined under this; in the transaction in which they are saved."""


CONDITIONS: list[Condition] = []


def joining(condition: Condition) -> None:
    CONDITIONS.append(condition)


def token() -> str:
    """Of all conditions, one a line."""
    return "\n".join(condition.token() for condition in CONDITIONS)


def sentences() -> list[SafeString]:
    return [words for condition in CONDITIONS if condition.token() and (words := condition.words())]


def accept(user: User, tokens: str) -> None:
    """`tokens` is what the form carried; each condition gets its own line."""
    for condition, said in zip(CONDITIONS, tokens.split("\n"), strict=False):
        condition.accept(user, said.strip())
