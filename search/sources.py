"""What can be found: for each kind, how its rows become documents, and how they are shown to a reader."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from catalog.models import Product
from catalog.specs.entries import searchable
from community.joint.models import showing
from companies.models import Company
from offers.models import Offer, Visibility
from portal.core.actor import Actor
from portal.core.circles import circle_key, circle_keys
from search.community_sources import COMMUNITIES
from search.documents import EVERYBODY, MEMBERS, Document, reading
from search.kinds import TRADED_IN, country_words, owner_words, words_of_kind
from search.measures import measures_of
from search.site_sources import SITE
from search.source import BATCH, Source, version_of
from search.specifics import SIDE, facts_of
from search.values import attribute_line, in_euro, kind_words, lowest_price, place_of, seconds
from search.vocabulary import Vocabulary, certificates_of
from search.wording import code_key, gtin_key, hs_keys, parts_in

__all__ = ["BATCH", "SOURCES", "Source", "audience_of", "version_of"]


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
        measures=measures_of(product.attributes),
        place=place_of(product.published_at or product.created_at, product.pk),
        communities=communities_of(company),
    )


def product_matches(word: str) -> Q:
    named = Q(texts__title__icontains=word) | Q(brand__iexact=word)
    return named | Q(sku__iexact=word) | Q(gtin=word[:14]) | Q(model__iexact=word)


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


def audience_of(actor: Actor, language: str = "") -> list[str]:
    """The words under which this reader finds things, reading the portal in that language (the one in force)."""
    everybody = [EVERYBODY, reading(language or get_language() or settings.LANGUAGE_CODE)]
    if actor.company is None:
        return everybody
    if not actor.company.is_active:
        return [*everybody, f"c{actor.company_id}"]
    return [*everybody, MEMBERS, f"c{actor.company_id}", *circle_keys(actor)]


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
            product_matches,
            "-published_at",
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
            lambda word: Q(title__icontains=word) | Q(ref__iexact=word),
            "-published_at",
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
            lambda word: Q(name__icontains=word) | Q(local_name__icontains=word),
            "-created_at",
            cards_by_version=True,
        ),
        *COMMUNITIES,
        *SITE,
    )
}
