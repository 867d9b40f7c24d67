"""What can be reported and moderated in a community: each part registers its kinds of content here.

A page offers it with `{% include "community/moderation/_report.html" with kind="post" key=post.pk %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import models
from django.http import Http404

from community.models.community import Community
from companies.models import Company
from portal.core.actor import Actor

LONGEST = 20  # digits of a key


@dataclass(frozen=True)
class Content:
    """`noun` fits behind “Report:”; `hide` and `restore` are the thing's own transitions, which lock and permit.

    `release` is for kinds that can be held, `lock` closes the conversation it is in, `unlock` opens it.
    """

    kind: str
    model: type[models.Model]
    noun: Any
    title: Callable[[Any], str]
    excerpt: Callable[[Any], str]
    author_company: Callable[[Any], Company]
    author: Callable[[Any], Any]
    url: Callable[[Any], str]
    community: Callable[[Any], Community]
    hide: Callable[[Any, Actor, str], None]
    restore: Callable[[Any, Actor], None]
    release: Callable[[Any, Actor], None] | None = None
    lock: Callable[[Any, Actor], None] | None = None
    unlock: Callable[[Any, Actor], None] | None = None
    is_up: Callable[[Any], bool] = lambda thing: getattr(thing, "standing", "shown") == "shown"

    def mark(self, thing: Any) -> str:
        """Stands for what it says at the moment, so that nobody decides on words they have not seen."""
        return sha256(f"{self.title(thing)}\0{self.excerpt(thing)}".encode()).hexdigest()[:32]


CONTENTS: dict[str, Content] = {}


def community_of(thing: Any) -> Community:
    house: Community = thing.community
    return house


def register_content(
    kind: str,
    model: type[models.Model],
    title: Callable[[Any], str],
    excerpt: Callable[[Any], str],
    author_company: Callable[[Any], Company],
    author: Callable[[Any], Any],
    url: Callable[[Any], str],
    hide: Callable[[Any, Actor, str], None],
    restore: Callable[[Any, Actor], None],
    **more: Any,
) -> None:
    """Let people report things of this kind; the manager of `model` has `visible_to(actor)`.

    `more`: noun, community (from the thing; else its `community`), release, lock, unlock, is_up.
    """
    more = {"noun": model._meta.verbose_name, "community": community_of, **more}
    CONTENTS[kind] = Content(
        kind=kind,
        model=model,
        title=title,
        excerpt=excerpt,
        author_company=author_company,
        author=author,
        url=url,
        hide=hide,
        restore=restore,
        **more,
    )


def find_content(about: str, actor: Actor) -> tuple[Content, Any]:
    """The kind and the thing that `post:12` means; raises Http404 unless the actor may read it."""
    kind, _sign, key = about.partition(":")
    content = CONTENTS.get(kind)
    if content is None or not (key.isascii() and key.isdigit()) or len(key) > LONGEST:
        raise Http404
    manager: Any = content.model._default_manager
    thing = manager.visible_to(actor).filter(pk=min(int(key), 2**63 - 1)).first()
    if thing is None or not content.community(thing).is_readable_by(actor):
        raise Http404
    return content, thing
