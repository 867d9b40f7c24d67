"""What a post carries beside its words: files, who is named in it, and who thanks for it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.mentions import MOST_MENTIONS, mentioned_in
from portal.core.papers import MOST_FILES, Paper, PaperRow
from portal.core.permissions import Refused
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.stored import keeps_files

if TYPE_CHECKING:
    from community.discussion.models.post import Post
    from community.models.community import Community

MOST_CANDIDATES = 2000


def file_ref() -> str:
    return new_ref("F")


class PostFileQuerySet(models.QuerySet["PostFile"]):
    def visible_to(self, actor: Actor) -> "PostFileQuerySet":
        """Those of posts that the actor may see."""
        from community.discussion.models.post import Post

        return self.filter(post__in=Post.objects.visible_to(actor).values("pk"))


@keeps_files(_("Files in communities’ talk"), owner="post__company_id")
class PostFile(PaperRow):
    """A PDF as it came, or a picture re-encoded by us; kept apart for all communities, since one may close later."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=file_ref)
    post = models.ForeignKey("community.Post", models.CASCADE, related_name="files")
    file = models.FileField(upload_to="communities/files/", storage=private_files)
    small = models.FileField(upload_to="communities/files/", storage=private_files, blank=True)

    objects = PostFileQuerySet.as_manager()


@contextmanager
def written(papers: Sequence[Paper], by: Actor) -> Iterator[list[PostFile]]:
    """Write the files before anything is locked: storage may be slow. Those that no post took in the end are deleted.

    Raises Refused for more than five.
    """
    if len(papers) > MOST_FILES:
        raise Refused(_("Up to %(most)s files, please.") % {"most": MOST_FILES})
    files = [write(paper, by) for paper in papers]
    try:
        yield files
    except BaseException:  # whatever ended the block, an interrupt too, goes on as it is; no file stays without a post
        drop(files)
        raise
    drop([file for file in files if file.pk is None])


def drop(files: Sequence[PostFile]) -> None:
    for file in files:
        for stored in (file.file, file.small):
            if stored.name:
                stored.storage.delete(stored.name)


def write(paper: Paper, by: Actor) -> PostFile:
    row = PostFile()
    row.take(paper, by.company_id)
    return row


class PostThank(models.Model):
    """A person's thanks for a post, once; `Post.thank_count` and `Thread.thank_count` are kept with it."""

    post = models.ForeignKey("community.Post", models.CASCADE, related_name="thanks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="post_thank_once")]

    def __str__(self) -> str:
        return f"{self.user_id} thanks for {self.post_id}"


class PostMention(models.Model):
    """A person or a company whose name stands in a post behind an @; `name` as it was then."""

    post = models.ForeignKey("community.Post", models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="post_mention_person_once"),
            models.UniqueConstraint(fields=["post", "company"], name="post_mention_company_once"),
            models.CheckConstraint(
                condition=Q(user=None, company__isnull=False) | Q(user__isnull=False, company=None),
                name="post_mention_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} @{self.name}"


def beginnings(body: str) -> list[str]:
    """What stands behind each @, cut to two letters: enough for the database to know whom to look at."""
    pieces = {piece[:2].casefold() for piece in body.split("@")[1:] if piece[:1].strip()}
    return sorted(pieces)[:MOST_MENTIONS]


def named(prefixes: Sequence[str]) -> Q:
    found = Q(pk__in=[])
    for prefix in prefixes:
        found |= Q(name__istartswith=prefix)
    return found


def companies_to_name(community: "Community") -> "models.QuerySet[Company]":
    members = community.members.active()
    return Company.objects.filter(pk__in=members.values("company_id"), is_active=True)


def people_to_name(community: "Community", actor: Actor) -> "models.QuerySet[User]":
    """Colleagues, and of the other members who has written here: nobody else's name is told."""
    from community.discussion.models.post import Post

    wrote = Q(pk__in=Post._default_manager.filter(thread__community=community, standing="shown").values("user_id"))
    colleagues = Q(memberships__company_id=actor.company_id or 0)
    here = Q(memberships__company__in=companies_to_name(community).values("pk"))
    return User.objects.filter(here, wrote | colleagues, is_active=True).exclude(name="").distinct()


def mention(post: "Post", by: Actor) -> list[int]:
    """Keep who is named in the words as they are now; returns the mentions that are new."""
    prefixes, community = beginnings(post.body), post.thread.community
    candidates: list[Any] = []
    if prefixes:
        candidates += companies_to_name(community).filter(named(prefixes))[:MOST_CANDIDATES]
        candidates += people_to_name(community, by).filter(named(prefixes))[:MOST_CANDIDATES]
    chosen = mentioned_in(post.body, candidates)
    rows = PostMention._default_manager
    gone = rows.filter(post=post)
    gone = gone.exclude(user__in=[one for one in chosen if isinstance(one, User)], company=None)
    gone.exclude(company__in=[one for one in chosen if isinstance(one, Company)], user=None).delete()
    fresh = []
    for one in chosen:
        who: dict[str, Any] = {"user": one} if isinstance(one, User) else {"company": one}
        row, is_new = rows.get_or_create(post=post, **who, defaults={"name": one.name[:300]})
        fresh += [row.pk] if is_new else []
    return fresh
