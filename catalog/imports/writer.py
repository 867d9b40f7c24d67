"""Drafts into the catalogue: a batch at a time, found by SKU, in a number of queries that does not depend on its size.

What is as the file says already is left alone, so that a second import of the same file changes nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, reset_queries, transaction
from django.utils import timezone

from catalog.classify import Classifier
from catalog.imports.bulk import insert
from catalog.imports.columns import ATTRIBUTE
from catalog.imports.entries import Entry, lay_texts, put, store_texts
from catalog.imports.problems import Problem
from catalog.imports.rows import Draft, Price
from catalog.imports.spelled import laid_beside
from catalog.imports.term_cells import TermOdd, laid_over
from catalog.imports.values import shown, text_of
from catalog.imports.variants import Families, refuse_taken
from catalog.models import Category, PriceTier, Product, ProductText
from catalog.specs.entries import identity, said_with_types
from catalog.specs.told import lay_over
from catalog.standing.flags import findings_of
from catalog.standing.many import confirm, queue, raise_flags, submit, without_cleared
from catalog.standing.states import lasting
from catalog.standing.trust import needs_first_review
from catalog.terms import NAMES as TERMS
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record_many
from portal.core.refs import new_ref

SAVED = [
    "category", "brand", "model", "gtin", "hs_code", "origin", "unit", "moq", "incoterm", "incoterm_place",
    "lead_time_days", "stock", "attributes", "tags", "axes", "span", *TERMS, "updated_at",
]  # fmt: skip


@dataclass
class Tally:
    """What became of some rows."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    warned: int = 0
    held: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.problems += other.problems


COUNTS = ("rows", "created", "updated", "unchanged", "refused", "warned", "held")


@dataclass
class Writer:
    """Brings batches of drafts into one company's catalogue; a dry run only says what would become of them."""

    company: Company
    classifier: Classifier
    by: Actor
    language: str = "en"
    publishes: bool = True
    is_dry_run: bool = False
    is_operators: bool = False
    families: Families = field(init=False)  # what the batch at hand says of variants
    places: dict[int, Category] = field(default_factory=dict)

    def write(self, drafts: list[Draft]) -> Tally:
        """One batch, all of it or nothing; the company's row is the lock that keeps two imports apart."""
        forget_statements()
        if self.is_dry_run:
            return self.settle(drafts)[0]
        said = [len(draft.problems) for draft in drafts]
        try:
            return self.save(drafts)
        except IntegrityError:
            # Somebody made a product with one of these SKUs in the editor meanwhile: now it is there to be updated.
            for draft, count in zip(drafts, said, strict=True):
                del draft.problems[count:]
            return self.save(drafts)

    def save(self, drafts: list[Draft]) -> Tally:
        with transaction.atomic():
            commit_without_waiting()
            Company.objects.select_for_update(no_key=True).get(pk=self.company.pk)
            tally, entries = self.settle(drafts)
            self.store([entry for entry in entries if entry.is_new or entry.differs])
            self.hold([entry for entry in entries if entry.is_new or entry.differs or entry.found])
            confirm([entry.product.pk for entry in entries if not entry.is_new])
            self.families.store()
        return tally

    # -- what is to be done -------------------------------------------------------------------------------------

    def settle(self, drafts: list[Draft]) -> tuple[Tally, list[Entry]]:
        """Lay the drafts over the products as they are; nothing is saved here."""
        parents = {draft.parent_sku for draft in drafts if draft.parent_sku}
        known = self.find([*parents, *(draft.sku for draft in drafts if draft.sku)])
        refuse_taken(self.company, drafts, known)
        tree = self.learn_tree()
        tally = Tally(rows=len(drafts))
        for draft in drafts:
            if not draft.parent_sku and not draft.is_refused:
                self.take(draft, known, tree)
        spoken_of = [entry for entry in known.values() if entry.row]
        self.look_over(spoken_of, tally)
        tally.created = sum(entry.is_new for entry in spoken_of)
        tally.updated = sum(entry.differs and not entry.is_new for entry in spoken_of)
        self.families = Families(self.company, drafts, known)
        made, changed = self.families.settle()
        tally.created, tally.updated = tally.created + made, tally.updated + changed
        flagged = {problem.row for problem in tally.problems}
        for draft in drafts:
            tally.problems += draft.problems
            tally.refused += draft.is_refused
            tally.warned += not draft.is_refused and (bool(draft.problems) or draft.number in flagged)
        tally.unchanged = tally.rows - tally.refused - tally.created - tally.updated
        touched = [one.entry for one in self.families.families.values() if one.entry.differs and not one.entry.row]
        return tally, [*spoken_of, *touched]

    def take(self, draft: Draft, known: dict[str, Entry], tree: dict[str, Category]) -> None:
        """A row that speaks of a product: of one that is there, or of a new one."""
        entry = known.get(draft.sku)
        if draft.terms:
            self.complete_terms(entry.product if entry else Product(), draft)
        if draft.is_refused:
            return
        if entry is None:
            entry = self.begin(draft, tree)
            if entry is None:
                return
            known[draft.sku] = entry
        elif entry.row:
            draft.note("", "sku_twice", row=entry.row)
        self.lay_over(entry, draft, tree)

    def learn_tree(self) -> dict[str, Category]:
        tree = Category.tree()
        if len(self.places) != len(tree):
            self.places = {category.pk: category for category in tree.values()}
        return tree

    def find(self, skus: list[str]) -> dict[str, Entry]:
        products = {product.pk: product for product in Product.objects.filter(company=self.company, sku__in=skus)}
        texts: dict[int, list[ProductText]] = {}
        prices: dict[int, list[Price]] = {}
        if products:
            for text in ProductText.objects.filter(product__in=list(products)):
                texts.setdefault(text.product_id, []).append(text)
            for tier in PriceTier.objects.filter(product__in=list(products)).order_by("pk"):
                price = (tier.min_quantity, tier.amount, tier.currency)
                prices.setdefault(tier.product_id, []).append(price)
        return {
            product.sku: Entry(
                product, self.text_of(product, texts.get(pk, [])), prices.get(pk, []), self.others_of(texts.get(pk, []))
            )
            for pk, product in products.items()
        }

    def others_of(self, texts: list[ProductText]) -> dict[str, ProductText]:
        return {text.language: text for text in texts if text.language != self.language}

    def text_of(self, product: Product, texts: list[ProductText]) -> ProductText:
        """The text in the file's language; where there is none yet, one that begins as the original's title."""
        by_language = {text.language: text for text in texts}
        if own := by_language.get(self.language):
            return own
        original = by_language.get(product.language) or (texts[0] if texts else ProductText(title=product.sku))
        return ProductText(
            product=product, language=self.language, title=original.title, origin=ProductText.Origin.REVIEWED
        )

    def begin(self, draft: Draft, tree: dict[str, Category]) -> Entry | None:
        """A new product, if the row says what it is."""
        language, title = self.original(draft)
        if not title:
            draft.note("title", "title_missing", True)
            return None
        kind = draft.attributes.get("Product type")
        kind_words = kind["value"] if kind and isinstance(kind["value"], str) else ""
        slug = draft.category or self.classifier.guess(title, draft.description or "", kind_words)
        ref = new_ref("P")
        product = Product(
            company=self.company,
            sku=draft.sku,
            category=tree[slug],
            language=language,
            ref=ref,
            slug=Product.slug_for(title, ref),
            state=Product.State.PUBLISHED if self.publishes else Product.State.DRAFT,
            published_at=self.now if self.publishes else None,
            confirmed_at=self.now if self.publishes else None,
            expires_at=self.until if self.publishes else None,
        )
        own = self.language if draft.title else language
        return Entry(product, ProductText(language=own, title=draft.title or title), [], is_new=True)

    def original(self, draft: Draft) -> tuple[str, str]:
        """The language a new product is written in, and its title there: as the row says, else the file's own."""
        titles = {code: words["title"] for code, words in (draft.texts or {}).items() if words.get("title")}
        if draft.title:
            titles[self.language] = draft.title
        wished = draft.fields.pop("language", self.language)
        language = next((code for code in (wished, self.language, *titles) if code in titles), "")
        return language, titles.get(language, "")

    def complete_terms(self, product: Product, draft: Draft) -> None:
        """The terms of the row with those the product has; what does not go together refuses the row."""
        try:
            draft.terms = laid_over(product, draft.terms or {})
        except TermOdd as odd:
            draft.note(odd.field, odd.code, True, **odd.params)

    def lay_over(self, entry: Entry, draft: Draft, tree: dict[str, Category]) -> None:
        product = entry.product
        entry.row = draft.number
        draft.fields.pop("language", None)  # of a product that is there already it stays as it is
        entry.is_changed |= put(product, draft.fields)
        if draft.terms:
            entry.is_changed |= put(product, draft.terms)
        if draft.category and product.category_id != tree[draft.category].pk:
            product.category = tree[draft.category]
            entry.is_changed = True
        place = self.places.get(product.category_id)
        if place and draft.fields.get("hs_code") and not place.takes_hs(product.hs_code):
            usual = ", ".join(sorted({code[:2] for code in place.hs}))
            draft.note("hs_code", "hs_outside", value=product.hs_code, category=place.name, usual=usual)
        if draft.attributes:
            said = said_in_types(place, draft, product.attributes)
            merged = merge(product.attributes, said)
            if merged != product.attributes:
                product.attributes = merged
                entry.is_changed = True
        lay_told(entry, draft)
        lay_texts(entry, draft, self.language)
        if draft.prices is not None and sorted(entry.prices) != sorted(draft.prices):
            entry.prices = draft.prices
            entry.is_repriced = True

    # -- what staff look at first -------------------------------------------------------------------------------

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def until(self) -> datetime | None:
        return lasting(self.now)

    def look_over(self, entries: list[Entry], tally: Tally) -> None:
        """Say which go to the reviewers: first listings of an unchecked firm, and what may be prohibited."""
        is_first = not self.is_operators and self.publishes and needs_first_review(self.company)
        on_show = {Product.State.PUBLISHED, Product.State.IN_REVIEW}
        looked_at = [one for one in entries if (one.is_new or one.differs) and one.product.state in on_show]
        for entry in looked_at:
            entry.found = findings_of(entry.product, [entry.text])
        left = without_cleared({one.product.pk: one.found for one in looked_at if one.found and not one.is_new})
        for entry in looked_at:
            entry.found = entry.found if entry.is_new else left.get(entry.product.pk, {})
            if entry.found:
                tally.problems.append(held_problem(entry))
            if entry.is_new and (is_first or entry.found):
                entry.product.state, entry.product.published_at, entry.is_first = self.State.IN_REVIEW, None, is_first
            tally.held += entry.product.state == self.State.IN_REVIEW if entry.is_new else bool(entry.found)

    State = Product.State

    def hold(self, entries: list[Entry]) -> None:
        """The reviews and flags of what `look_over` found; inside the transaction, when all have keys."""
        new = [entry for entry in entries if entry.is_new and entry.product.state == self.State.IN_REVIEW]
        for is_first in (True, False):
            if ids := [entry.product.pk for entry in new if entry.is_first is is_first]:
                queue(ids, self.by, is_first)
        found = {entry.product.pk: entry.found for entry in entries if entry.found}
        raise_flags(found)
        if old := [entry.product.pk for entry in entries if entry.found and not entry.is_new]:
            submit(old, self.by, False, [self.State.PUBLISHED])

    # -- doing it -----------------------------------------------------------------------------------------------

    def store(self, entries: list[Entry]) -> None:
        if not entries:
            return
        new = [entry for entry in entries if entry.is_new]
        old = [entry for entry in entries if not entry.is_new]
        insert([entry.product for entry in new])
        if old:
            # Written by their key in one statement: many times faster than an update with a CASE for each field.
            products = [entry.product for entry in old]
            Product.objects.bulk_create(products, update_conflicts=True, unique_fields=["pk"], update_fields=SAVED)
        store_texts(entries)
        self.store_prices([entry for entry in entries if entry.is_repriced])
        record_many("product.imported", Product, [entry.product.pk for entry in entries], by=self.by)

    def store_prices(self, entries: list[Entry]) -> None:
        old = [entry.product.pk for entry in entries if not entry.is_new]
        if old:
            PriceTier.objects.filter(product__in=old).delete()
        insert(
            [
                PriceTier(product=entry.product, min_quantity=start, amount=amount, currency=currency)
                for entry in entries
                for start, amount, currency in entry.prices
            ]
        )


def held_problem(entry: Entry) -> Problem:
    """Said of the row, which is kept: what was found in it, and that staff look at it."""
    terms = ", ".join(f"“{term}”" for terms in entry.found.values() for term in terms)
    return Problem(entry.row, "", "held", {"terms": terms, "group_codes": list(entry.found)}, sku=entry.product.sku)


def commit_without_waiting() -> None:
    """Let the disk catch up later: what a crash of the database takes back takes back the run's position with it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")


def forget_statements() -> None:
    """With DEBUG Django keeps the last 9,000 statements, here of 500 SKUs each: up to a hundred megabytes."""
    if settings.DEBUG:
        reset_queries()


def said_in_types(
    category: Category | None, draft: Draft, before: list[dict[str, Any]]
) -> dict[str, dict[str, Any] | None]:
    """What the row says, typed where its category asks for it; what could not be read is noted and stays text."""
    if category is None:
        return draft.attributes

    def note(name: str, value: Any) -> None:
        draft.note(f"{ATTRIBUTE}{name}", "spec_unfit", name=name, value=shown(value))

    return said_with_types(category, draft.attributes, before, note)


def lay_told(entry: Entry, draft: Draft) -> None:
    """What a row says of the free lines in further languages."""
    for code, told in (draft.told or {}).items():
        said, lost = laid_beside(told, entry.product.attributes, draft.listed, code)
        entry.is_changed |= put(entry.product, {"attributes": lay_over(entry.product.attributes, code, said)})
        if lost:
            draft.note(f"attributes:{code}", "told_of_none", value=lost[0])


def merge(known: list[dict[str, Any]], said: dict[str, dict[str, Any] | None]) -> list[dict[str, Any]]:
    """The attributes with what a row says of some: changed in their place, new ones at the end, cleared ones gone."""
    if not known:
        return [entry for entry in said.values() if entry is not None]
    kept = {identity(entry): entry for entry in known}
    news = {name: entry for name, entry in said.items() if not says_the_same(kept.get(name), entry)}
    if not news:
        return known
    for name, entry in news.items():
        if entry is not None and "key" not in entry and "texts" in kept.get(name, {}):
            entry = {**entry, "texts": kept[name]["texts"]}
        if entry is None:
            kept.pop(name, None)
        elif name in kept and "key" not in entry and "unit" not in entry and "unit" in kept[name]:
            kept[name] = {**entry, "unit": kept[name]["unit"]}
        else:
            kept[name] = entry
    return list(kept.values())


def says_the_same(known: dict[str, Any] | None, said: dict[str, Any] | None) -> bool:
    """In a CSV file a number and a yes are texts, too: they leave the number and the yes as they are."""
    if known is None or said is None:
        return known is said
    if said.get("unit", known.get("unit", "")) != known.get("unit", ""):
        return False
    value = known.get("value")
    if isinstance(said["value"], str) and not isinstance(value, str):
        return text_of(value) == said["value"]
    return type(value) is type(said["value"]) and bool(value == said["value"])
