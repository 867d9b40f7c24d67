"""What can be found: for each kind, how its rows become documents, and how they are shown to a reader."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, Model, OuterRef, Prefetch, QuerySet
from wagtail.models import Page

from catalog.models import Product
from catalog.specs.entries import searchable
from cms.models import CasePage, InfoPage, NewsPage
from community.joint.models import showing
from community.models import Community, CommunityMember
from companies.models import Company
from offers.models import Offer, Visibility
from portal.core.actor import Actor
from portal.core.circles import circle_key, circle_keys
from search.documents import EVERYBODY, MEMBERS, Document, Gone
from search.kinds import TRADED_IN, country_words, owner_words, words_of_kind
from search.specifics import SIDE, facts_of
from search.values import attribute_line, in_euro, kind_words, lowest_price, seconds
from search.vocabulary import Vocabulary, certificates_of
from search.wording import code_key, gtin_key, hs_keys, parts_in

Row = Any
BATCH = 500


@dataclass(frozen=True)
class Source:
    """One kind of thing: its rows with all that `build` reads, and the cards that a reader may see.

    `cards_by_version`: whatever a card shows cannot change without one of `moments` changing.
    """

    kind: str
    rows: Callable[[], "QuerySet[Any]"]
    is_public: Callable[[Row], bool]
    build: "Callable[[Row, Vocabulary], Document]"
    moments: tuple[str, ...]
    public: Callable[[], "QuerySet[Any]"]
    cards: Callable[[Actor], "QuerySet[Any]"]
    cards_by_version: bool = False

    def documents(self, ids: Iterable[int]) -> tuple[list[Document], list[Gone]]:
        """What an engine should hold of these rows now, and what it should not."""
        wanted = set(ids)
        found: list[Document] = []
        gone: list[Gone] = []
        vocabulary = Vocabulary()
        for row in self.rows().filter(pk__in=wanted):
            wanted.discard(row.pk)
            if self.is_public(row):
                found.append(self.build(row, vocabulary))
            else:
                gone.append(Gone(self.kind, row.pk, version_of(self, row)))
        now = time.time_ns() // 1000  # a row that is no more cannot tell when it went
        return found, gone + [Gone(self.kind, pk, now) for pk in wanted]

    def batches(self, after: int = 0, size: int = BATCH) -> Iterator[list[Document]]:
        """Every findable row, in batches by key: a constant number of queries each."""
        while ids := list(self.public().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size]):
            yield self.documents(ids)[0]
            after = ids[-1]

    def versions(self) -> Iterator[tuple[str, int]]:
        """Id and version of everything that should be found, without building it."""
        columns = ["pk", *self.moments]
        for pk, *moments in self.public().order_by("pk").values_list(*columns).iterator(chunk_size=5000):
            yield f"{self.kind}:{pk}", latest(moments)

    def visible_versions(self, actor: Actor, ids: Iterable[int]) -> dict[int, str]:
        """Which of `ids` this reader may see now, each with the moments of its last changes: one light query."""
        rows = self.cards(actor).select_related(None).prefetch_related(None).filter(pk__in=list(ids))
        moments = rows.order_by().values_list("pk", *self.moments)
        return {pk: " ".join(map(str, rest)) for pk, *rest in moments}

    def visible(self, actor: Actor, ids: Iterable[int]) -> dict[int, Row]:
        """The rows of `ids` that this reader may see now, with all that a card shows."""
        return {row.pk: row for row in self.cards(actor).filter(pk__in=list(ids))}

    def named(self, actor: Actor, ids: Iterable[int]) -> dict[int, Row]:
        """The same with nothing but what a title and an address need: somebody is typing and waits for it."""
        rows = self.cards(actor).filter(pk__in=list(ids))
        if self.kind != "page":  # of pages there are few, and they are of several models
            rows = rows.select_related(None).prefetch_related(None)
            rows = rows.prefetch_related("texts") if self.kind == "product" else rows
        return {row.pk: row for row in rows}


def latest(moments: Iterable[datetime | None]) -> int:
    return max((microseconds(moment) for moment in moments if moment), default=0)


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond


def version_of(source: Source, row: Model) -> int:
    return latest(value_at(row, path) for path in source.moments)


def value_at(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


# -- products -----------------------------------------------------------------------------------------------


def product_rows() -> "QuerySet[Product]":
    # prefetched, not joined: a batch has few companies and categories, and each is made once
    return Product.objects.prefetch_related("company__certificates", roofs(), "category", "texts", "price_tiers")


def roofs() -> "Prefetch[Any]":
    """The communities under whose roof a company's listings stand, a query for a whole batch."""
    return Prefetch("company__communities", queryset=showing(), to_attr="roofs")


def communities_of(company: Any) -> tuple[str, ...]:
    return tuple(str(member.community_id) for member in company.roofs)


def product_document(product: Product, vocabulary: Vocabulary) -> Document:
    texts = {text.language: text for text in product.texts.all()}
    company = product.company
    titles = {language: text.title for language, text in texts.items()} or {product.language: product.sku}
    keys = [code_key(product.sku), code_key(product.model), code_key(product.ref), gtin_key(product.gtin)]
    return Document(
        kind="product",
        pk=product.pk,
        ref=product.ref,
        version=version_of(SOURCES["product"], product),
        published=seconds(product.published_at or product.created_at),
        titles=titles,
        texts={language: text.description for language, text in texts.items()},
        codes=tuple(filter(None, [*keys, *hs_keys(product.hs_code)])),
        parts=tuple(parts_in(" ".join([product.sku, product.model, *titles.values()]))),
        brand=product.brand,
        vocabulary=" ".join([vocabulary.of(product.category), *map(str, product.tags)]),
        kind_words=kind_words(product.attributes),
        attributes=attribute_line(searchable(product.attributes)),
        categories=tuple(product.category.slugs),
        country=company.country,
        company=company.slug,
        company_name=vocabulary.owner(company),
        tier=company.tier,
        price=in_euro(lowest_price(product)),
        moq=float(product.moq) if product.moq is not None else None,
        incoterm=product.incoterm,
        lead_time=product.lead_time_days,
        certificates=vocabulary.certificates_of(company),
        samples=product.sample if product.sample in {"free", "paid"} else "",
        facts=facts_of(product.attributes),
        communities=communities_of(company),
    )


# -- offers -------------------------------------------------------------------------------------------------


def offer_rows() -> "QuerySet[Offer]":
    return Offer.objects.select_related("category").prefetch_related("company__certificates", roofs(), "readers")


def offer_document(offer: Offer, vocabulary: Vocabulary) -> Document:
    """An anonymous offer's document knows of its company only the country: no word, facet or rank tells the rest."""
    company = offer.company
    return Document(
        kind="offer",
        pk=offer.pk,
        ref=offer.ref,
        version=version_of(SOURCES["offer"], offer),
        published=seconds(offer.published_at or offer.created_at),
        titles={offer.language: offer.title},
        texts={offer.language: offer.text},
        codes=tuple(filter(None, [code_key(offer.ref), *hs_keys(offer.hs_code)])),
        parts=tuple(parts_in(offer.title)),
        vocabulary=vocabulary.of(offer.category),
        kind_words=words_of_kind(offer.side),
        categories=tuple(offer.category.slugs),
        country=company.country,
        company="" if offer.is_anonymous else company.slug,
        company_name=country_words(company.country) if offer.is_anonymous else owner_words(company),
        tier=0 if offer.is_anonymous else company.tier,
        price=in_euro(offer.unit_price),
        moq=float(offer.moq) if offer.moq is not None else None,
        incoterm=offer.incoterm,
        lead_time=offer.lead_time_days,
        certificates=() if offer.is_anonymous else certificates_of(company),
        facts=(f"{SIDE}={offer.side}",),
        communities=houses_of(offer),
        audience=readers_of(offer),
    )


def houses_of(offer: Offer) -> tuple[str, ...]:
    """An anonymous one stands under no roof, which would narrow down whose it is; only under the one it is kept to."""
    keys = communities_of(offer.company)
    return tuple(key for key in keys if not offer.is_anonymous or offer.circle == circle_key("community", int(key)))


def readers_of(offer: Offer) -> tuple[str, ...]:
    """Who may find it: always its own company, and those it was made for."""
    own = f"c{offer.company_id}"
    if offer.visibility == Visibility.PUBLIC:
        return (EVERYBODY,)
    if offer.visibility == Visibility.MEMBERS:
        return (MEMBERS, own)
    if offer.visibility == Visibility.CIRCLE:
        return (offer.circle, own)
    return (own, *(f"c{reader.company_id}" for reader in offer.readers.all()))


# -- companies ----------------------------------------------------------------------------------------------


def company_document(company: Company, vocabulary: Vocabulary) -> Document:
    texts = {text.language: text for text in company.texts.all()}
    sector = vocabulary.sector(company.sector)
    return Document(
        kind="company",
        pk=company.pk,
        ref=company.ref,
        version=version_of(SOURCES["company"], company),
        published=seconds(company.created_at),
        titles={"en": company.name, **({"ko": company.local_name} if company.local_name else {})},
        texts={language: f"{text.tagline}\n{text.about}" for language, text in texts.items()},
        codes=(code_key(company.ref),),
        kind_words=words_of_kind(company.kind),
        vocabulary=" ".join([company.legal_name, company.city, vocabulary.of(sector)]),
        attributes=company.main_products,
        company_name=country_words(company.country, TRADED_IN),
        categories=tuple(sector.slugs) if sector else (),
        country=company.country,
        company=company.slug,
        tier=company.tier,
        certificates=certificates_of(company),
    )


# -- communities --------------------------------------------------------------------------------------------


def community_rows() -> "QuerySet[Community]":
    return (
        Community.objects.select_related("steward", "parent")
        .prefetch_related("members", "parent__members")
        .annotate(last_joined=Max("members__joined_at"))
    )


def community_document(community: Community, vocabulary: Vocabulary) -> Document:
    sector = vocabulary.sector(community.sector)
    closed_round = whose_members_alone(community)
    active = (
        [one for one in closed_round.members.all() if one.state == CommunityMember.State.ACTIVE] if closed_round else []
    )
    return Document(
        kind="community",
        pk=community.pk,
        ref=community.ref,
        version=version_of(SOURCES["community"], community),
        published=seconds(community.created_at),
        titles={"en": community.name},
        texts={"en": f"{community.summary}\n{community.about}"},
        codes=(code_key(community.ref),),
        vocabulary=vocabulary.of(sector),
        categories=tuple(sector.slugs) if sector else (),
        country=community.country,
        company=community.steward.slug,
        company_name=community.steward.name,
        tier=community.steward.tier,
        audience=tuple(f"c{member.company_id}" for member in active) if closed_round else (EVERYBODY,),
    )


def whose_members_alone(community: Community) -> Community | None:
    """Whose members alone may find it: its own where it is hidden, else those of a hidden one that it is inside of."""
    if community.visibility == Community.Visibility.HIDDEN:
        return community
    outer = community.parent
    return outer if outer is not None and outer.visibility == Community.Visibility.HIDDEN else None


# -- the programme's pages ----------------------------------------------------------------------------------


def pages() -> Any:
    """Articles that anybody may read."""
    return Page.objects.live().public().type(NewsPage, CasePage, InfoPage)


def page_rows() -> Any:
    rows = Page.objects.type(NewsPage, CasePage, InfoPage).select_related("locale")
    return rows.annotate(is_open=Exists(pages().filter(pk=OuterRef("pk")))).specific()


def page_document(page: Any, vocabulary: Vocabulary) -> Document:
    article, language = page.specific, page.locale.language_code
    sector = vocabulary.sector(getattr(article, "sector", ""))
    return Document(
        kind="page",
        pk=page.pk,
        ref=page.slug,
        version=version_of(SOURCES["page"], page),
        published=seconds(page.first_published_at),
        titles={language: page.title},
        texts={language: article.words},
        vocabulary=vocabulary.of(sector),
        categories=tuple(sector.slugs) if sector else (),
        country=getattr(article, "country", ""),
        company_name=getattr(article, "company_name", ""),
    )


def audience_of(actor: Actor) -> list[str]:
    """The words under which this reader finds things."""
    if actor.company is None:
        return [EVERYBODY]
    if not actor.company.is_active:
        return [EVERYBODY, f"c{actor.company_id}"]
    return [EVERYBODY, MEMBERS, f"c{actor.company_id}", *circle_keys(actor)]


SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        Source(
            "product",
            product_rows,
            lambda product: product.is_published and product.company.is_active,
            product_document,
            ("updated_at", "company__updated_at"),
            lambda: Product.objects.published(),
            lambda actor: Product.objects.visible_to(actor).for_cards(),
            cards_by_version=True,
        ),
        Source(
            "offer",
            offer_rows,
            lambda offer: offer.is_open and offer.company.is_active,
            offer_document,
            ("updated_at", "company__updated_at"),
            lambda: Offer.objects.open().filter(company__is_active=True),
            lambda actor: Offer.objects.open().visible_to(actor).for_cards(),
            cards_by_version=True,
        ),
        Source(
            "company",
            lambda: Company.objects.prefetch_related("texts", "certificates"),
            lambda company: company.is_active,
            company_document,
            ("updated_at",),
            lambda: Company.objects.filter(is_active=True),
            lambda actor: Company.objects.visible_to(actor).with_texts(),
            cards_by_version=True,
        ),
        Source(
            "community",
            community_rows,
            lambda community: True,
            community_document,
            ("updated_at", "steward__updated_at", "last_joined"),
            community_rows,
            lambda actor: Community.objects.visible_to(actor).with_figures(),
        ),
        Source(
            "page",
            page_rows,
            lambda page: page.is_open,
            page_document,
            ("last_published_at",),
            pages,
            lambda actor: pages().select_related("locale").specific(),
        ),
    )
}
