"""What is looked at before a member's words are shown: pace, rules of words and links, first posts."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Community, CommunityMember, Post
from community.moderation.kinds import CONTENTS
from community.moderation.models import ModerationCase, ModerationSettings
from community.moderation.models.rules import SENTENCE, Found, findings
from community.moderation.words import Effect, Source
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused

HOUR = timedelta(hours=1)


def look(post: Any, by: Actor) -> None:
    """Raises Refused with a sentence for the writer; holds the post, and its thread when it opens one.

    Moderators and stewards are not looked at.
    """
    thread = post.thread
    community: Community = thread.community
    # The member's row is the lock: two posts of a company at once would each count one too few.
    members = CommunityMember.objects.active().select_for_update(no_key=True)
    member = members.filter(community=community, company_id=post.company_id).first()
    if member is None or member.role in {"steward", "moderator"}:
        return
    rules = ModerationSettings.of(community)
    check_pace(member, rules)
    opens = post.number == 1
    text = f"{thread.title}\n{post.body}" if opens else post.body
    found = findings(community, text)
    if found and found[0].effect == Effect.REFUSE:
        raise Refused(found[0].sentence or SENTENCE)
    is_first = rules.hold_first > 0 and shown_before(member, post) < rules.hold_first
    settle(post, thread if opens else None, found, is_first)


def settle(post: Any, opened: Any, found: list[Found], is_first: bool) -> None:
    """Hold it where that is asked, and open the case on which a moderator decides."""
    holds = bool(found and found[0].effect == Effect.HOLD)
    if not (holds or is_first or found):
        return
    if holds or is_first:
        post.hold()
        if opened is not None:
            opened.hold()
    source = Source.RULE if holds else Source.FIRST if is_first else Source.FLAG
    content, thing = (CONTENTS["thread"], opened) if opened is not None else (CONTENTS["post"], post)
    case = ModerationCase.open_for(content, thing, source, ", ".join(dict.fromkeys(one.text for one in found)))
    record("moderation.held", case)


def shown_before(member: CommunityMember, post: Any) -> int:
    """How many of the company's posts a moderator has let stand; it is new until then."""
    rows = Post.objects.filter(thread__community_id=member.community_id, company_id=member.company_id, standing="shown")
    return rows.exclude(pk=post.pk).count()


def check_pace(member: CommunityMember, rules: ModerationSettings) -> None:
    """Raise Refused when a new member has written as often in this hour as it may."""
    now = timezone.now()
    if member.joined_at is None or member.joined_at < now - timedelta(days=rules.new_days):
        return
    rows = Post.objects.filter(thread__community_id=member.community_id, company_id=member.company_id)
    if rows.filter(created_at__gt=now - HOUR).count() > rules.posts_an_hour:
        raise Refused(_("Your company is new here and has written often in this hour. Go on in a little while."))
