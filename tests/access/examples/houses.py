"""What members of the steward's communities have, make and ask for together.

All of it is laid in the community that only members read, and once more in the public one, by other names of accounts.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from PIL import Image

from catalog.models import Product
from community.articles.models import Article, ArticlePicture, ArticleSuggestion
from community.calendar.models import Registration
from community.directory.models import DirectoryEntry, DirectoryField
from community.discussion.models import PostFile
from community.discussion.reply_links import reply_url as post_reply_url
from community.initiatives.models import Initiative, InitiativeFile, InitiativePartner, InitiativeStep
from community.joint.models import FeaturedListing
from community.models import Case, Community, CommunityInvitation, ContentRule, JoinQuestion, Thread, Vouching
from community.moderation.kinds import CONTENTS
from community.moderation.models import ContentReport, Verdict
from companies.models import Company
from portal.core.papers import Paper
from portal.core.pictures import render
from tests.access.examples.cast import Cast, Places, paper, path_in
from tests.cast import Person, make_company, make_person
from tests.community import events
from tests.community.initiative_cast import agreed, joined, with_partner
from tests.trade import joint
from tests.trade.deals import make_rfq
from trade.models import CapacityPool

CLOSED, PUBLIC = "ktma-members", "textile-machinery-forum"


Work = Callable[["House"], Places]


class House:
    """One of the communities, with who runs it and a member of it."""

    def __init__(self, cast: Cast, slug: str) -> None:
        self.cast, self.slug = cast, slug
        self.seller, self.steward, self.buyer = cast.seller, cast.steward, cast.buyer
        self.community = Community.objects.get(slug=slug)

    def joined(self, name: str) -> Person:
        """A new company that is a member."""
        return joined(self.community, f"{name}-{self.slug}")

    def seen(self, name: str, *arguments: object) -> tuple[str, str]:
        return "seller", self.at(name, *arguments)

    def run(self, name: str, *arguments: object) -> tuple[str, str]:
        return "steward", self.at(name, *arguments)

    def both(self, name: str, *arguments: object) -> Places:
        yield self.seen(name, *arguments)
        yield self.run(name, *arguments)

    def at(self, name: str, *arguments: object) -> str:
        return reverse(name, args=[self.slug, *arguments])


def among_members(cast: Cast) -> Places:
    house = House(cast, CLOSED)
    for work in (*WORKS, word):
        yield from work(house)


def in_public(cast: Cast) -> Places:
    house = House(cast, PUBLIC)
    for work in WORKS:
        for account, path in work(house):
            yield f"public {account}", path


def initiatives(house: House) -> Places:
    """Led by the seller: with partners, a signed agreement, a step and a file."""
    fields = {"title": "Stand in Hanoi", "kind": "booth", "body": "Four firms share a stand."}
    initiative = Initiative.propose(house.community, house.seller.actor, **fields)
    partner = house.joined("Partner-One")
    with_partner(initiative, house.seller, partner)
    asking = InitiativePartner.ask(initiative, house.joined("Partner-Two").actor, "May we come as well?")
    version = agreed(initiative, house.seller, partner)
    step = InitiativeStep.add(initiative, house.seller.actor, title="Book the hall")
    file = InitiativeFile.add(initiative, "Plan", paper(), house.seller.actor)
    yield from house.both("community:initiative", initiative.ref)
    yield house.seen("community:initiative_partner", initiative.ref, asking.pk)
    yield house.seen("community:initiative_version", initiative.ref, version.number)
    yield house.seen("community:initiative_step", initiative.ref, step.ref)
    yield house.seen("community:initiative_file", initiative.ref, file.ref)


def articles(house: House) -> Places:
    """One that is published, with a picture and a suggestion, and one still being written."""
    by, facts = house.seller.actor, {"category": "Customs", "language": "en", "tags": "\npapers\n"}
    written = Article.begin(house.community, by, title="Papers by sea", body="Three copies", **facts)
    yield house.seen("community:article", written.ref)
    article = Article.begin(house.community, by, title="Papers by air", body="Two copies", **facts)
    picture = ArticlePicture.add(article, render(Image.new("RGB", (60, 40)), 60), "The form", by)
    article.propose(by)
    article.approve(house.steward.actor, article.latest)
    article.refresh_from_db()
    suggestion = ArticleSuggestion.make(article, house.steward.actor, article.published, "Papers", "Four", "Since May")
    yield from house.both("community:article", article.ref)
    yield from house.both("community:article_version", article.ref, article.published)
    yield from house.both("community:article_picture", article.ref, picture.ref)
    yield from house.both("community:article_suggestion", article.ref, suggestion.ref)


def rounds(house: House) -> Places:
    """A joint purchase with a paper, in which the seller asks to be let go, and one that is not yet open."""
    purchase = joint.make_round(house.steward, house.community, publish=False)
    purchase.attach(house.steward.actor, [("Data sheet", paper())])
    yield house.run("rounds:detail", purchase.ref)
    purchase.publish(house.steward.actor)
    joint.pledge(house.seller, purchase, 300)
    joint.again(purchase).ask_release(house.seller.actor, Decimal(0), "The customer has gone.")
    yield from house.both("rounds:detail", purchase.ref)
    yield from house.both("rounds:document", purchase.ref, purchase.documents.get().ref)
    assert house.seller.company is not None
    yield house.run("rounds:release_answer", purchase.ref, house.seller.company.slug)
    draft = joint.make_round(house.steward, house.community, publish=False, title="Not yet")
    yield house.run("rounds:edit", draft.ref)


def pools(house: House) -> Places:
    """The seller answers a large request together with others."""
    rfq = make_rfq(house.buyer, [{"title": "Ball bearing 6204", "quantity": Decimal(1000)}])
    until = timezone.now() + timedelta(days=3)
    pool = CapacityPool.open_for(house.seller.actor, house.community, rfq, until, "The same steel, please")
    line = pool.lines.get()
    pool.promise(house.seller.actor, line.pk, Decimal(400), Decimal(1), 20)
    yield house.seen("pools:detail", pool.ref)
    yield house.seen("pools:promise", pool.ref, line.pk)
    yield "seller", reverse("pools:pick", args=[rfq.ref])


def order(house: House) -> Places:
    """Posts of the seller that were reported: one waits, of the other was decided, and a rule of the house."""
    content = CONTENTS["post"]
    asked = [Thread.start(house.community, house.seller.actor, title, "By May.") for title in ("6204?", "6205?")]
    by = house.joined("Reporter").actor
    waiting, decided = (ContentReport.make(by, content, one.posts.get(), "abuse", "It annoys").case for one in asked)
    decided.uphold(house.steward.actor, Verdict(acts=("hide",), reason="rules", words="No advertising here."))
    for case in (waiting, decided):
        yield house.run("community:moderation_case", case.ref)
        yield "moderator", reverse("community_desk:moderation_case", args=[case.ref])
    yield "seller", reverse("community:moderation_decision", args=[decided.ref])
    scan = Paper("plan.jpg", "picture", paper(), paper("small.jpg"), 40, 30)
    thread = Thread.start(house.community, house.seller.actor, "Where is the plan?", "Here.", papers=[scan])
    file = PostFile.objects.get(post__thread=thread)
    yield from house.both("community:post_edit", thread.ref, 1)
    yield from house.both("community:post_file", thread.ref, file.ref)
    yield from house.both("community:post_picture", thread.ref, file.ref)
    assert house.seller.company is not None
    yield "guest", path_in(post_reply_url(house.steward.user, house.steward.company, thread))
    ContentRule.add(house.community, house.steward.actor, "word", "cheap pills", "hold")
    rule = ContentRule.objects.filter(community=house.community).latest("pk")
    yield house.run("community:moderation_rule_removal", rule.pk)


def lists(house: House) -> Places:
    """Questions, fields, invitations, what is in front, and the word for a member."""
    community, by, seller = house.community, house.steward.actor, house.seller.company
    assert seller is not None
    question = JoinQuestion.ask(community, by, text="What do you make?")
    yield house.run("community:question_change", question.pk, "deletion")
    field = DirectoryField.add(community, by, kind="text", label="Machines")
    yield house.run("community:directory_field", field.pk)
    member = community.members.get(company=seller)
    DirectoryEntry.fill(member, house.seller.actor, {field.name: "Twelve"}, 0)
    yield from house.both("community:directory_entry", seller.slug)
    yield house.run("community:member", member.pk)
    invited = make_person(f"invited@{house.slug}.example", make_company(f"Invited {house.slug}", "both", "KR"))
    sent = CommunityInvitation.send(community, by, invited.company)
    yield house.run("community:invitation_change", sent.ref, "withdrawal")
    asked = CommunityInvitation.send(community, by, house.buyer.company)
    yield "buyer", reverse("community:own_answer", args=[asked.ref, "refusal"])
    letter = CommunityInvitation.send(community, by, email="letter@roles.example")
    yield "guest", reverse("community:invitation", args=[letter.token])
    yield "guest", reverse("community:invitation_answer", args=[letter.token, "refusal"])
    yield house.run("community:company_invitation", invited.company.slug)
    part = Community.found(by, slug=f"part-of-{house.slug}", name=f"Part of {house.slug}", visibility="public")
    part.wish_inside(by, community)
    yield house.run("community:part_decision", part.slug)
    product = Product.objects.of(house.seller.actor).published()[0]
    front = FeaturedListing.put(community, "product", product.pk, seller.pk, by)
    yield house.run("search:house_featured_act", front.pk)


def gatherings(house: House) -> Places:
    """For invited companies only, with people and a meeting at a table."""
    gathering = events.publish(house.community, house.steward, title="By invitation", audience="invited")
    other = house.joined("Table-Two")
    assert house.seller.company is not None and other.company is not None
    gathering.invite([house.seller.company, other.company], house.steward.actor)
    events.with_tables(gathering, house.steward)
    events.taking_part(gathering, house.seller, other)
    meeting = events.agreed(gathering, house.seller, other)
    person = Registration.objects.get(gathering=gathering, user=house.seller.user)
    yield from house.both("community:gathering", gathering.ref)
    yield from house.both("community:table_meeting", gathering.ref, meeting.ref)
    yield house.seen("community:table_ask", gathering.ref, other.company.slug)
    yield house.run("community:gathering_presence", gathering.ref, person.ref)
    yield house.run("community:gathering_uninvite", gathering.ref, other.company.slug)
    unseen = events.draft(house.community, house.steward, title="Not yet")
    yield house.run("community:gathering_edit", unseen.ref)


def casework(house: House) -> Places:
    """A case for a member, with a task and somebody to introduce."""
    by, member = house.steward.actor, house.seller.company
    assert member is not None
    case = Case.begin(by, house.community, member, title="Free capacity", owner=by.user, sector=member.sector)
    case.propose(house.buyer.company, by, "Asked for the same goods.")
    case.give_task("Ask for the price list", localdate() + timedelta(days=3), by)
    candidate = case.candidates.get()
    yield from house.both("community:case", case.ref)
    yield house.run("community:case_new", member.slug)
    yield house.run("community:case_task_done", case.ref, case.tasks.get().pk)
    yield from house.both("community:case_candidate", case.ref, candidate.ref)


def word(house: House) -> Places:
    """The steward's word for a member; for the seller it acts under a mandate, so that it cannot vouch for it."""
    by, member = house.steward.actor, house.joined("Vouched")
    assert member.company is not None
    Company.objects.filter(pk=by.company_id).update(tier=2)
    said = {"points": ["existence", "payment"], "years": 6, "valid_until": localdate() + timedelta(days=200)}
    vouching = Vouching.offer(house.community, member.company, by, **said)
    yield "steward", reverse("community:vouching", args=[vouching.ref])
    yield house.run("community:vouching_offer", member.company.slug)


WORKS: tuple[Work, ...] = (initiatives, articles, rounds, pools, order, lists, gatherings, casework)
