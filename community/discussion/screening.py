"""What is asked before words of members are shown: rules of words, first posts of those who have just come.

Each of `BEFORE_SHOWN` is called with the post as it was just stored and who wrote it, in the transaction of the
writing. It calls `post.hold()` where a moderator should look first, and raises Refused, with a sentence for the writer,
for what is not taken at all.
"""

from collections.abc import Callable
from typing import Any

from portal.core.actor import Actor

BEFORE_SHOWN: list[Callable[[Any, Actor], None]] = []


def screen(post: Any, by: Actor) -> None:
    """Raises Refused for words that are not taken."""
    for look in BEFORE_SHOWN:
        look(post, by)
