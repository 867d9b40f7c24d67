"""What an act binds a company to, in money: whoever acts within a limit is stopped here, in words.

An app that knows of limits registers them with `value_limit`; the transitions that bind ask `require_within`.
"""

from collections.abc import Callable

from moneyed import Money

from portal.core.actor import Actor

Limit = Callable[[Actor, str, Money | None], None]
LIMITS: list[Limit] = []


def value_limit(limit: Limit) -> Limit:
    LIMITS.append(limit)
    return limit


def require_within(by: Actor, power: str, value: Money | None) -> None:
    """Raise Refused when this actor may not bind their company to so much; `power` is `sell` or `buy`.

    `value` is None where the sum cannot be told, which no limit lets pass.
    """
    for limit in LIMITS:
        limit(by, power, value)
