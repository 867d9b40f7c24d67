"""The words that many rows share: of their categories, their companies, and what those hold."""

from django.utils import timezone

from catalog.models import Category
from companies.models import Company
from search.kinds import owner_words
from search.standards import standard_of


def certificates_of(company: Company) -> tuple[str, ...]:
    """The standards of what the company states it holds and has not run out."""
    today = timezone.localdate()
    held = [one for one in company.certificates.all() if one.valid_until is None or one.valid_until >= today]
    return tuple(sorted({standard_of(one.name) for one in held}))


class Vocabulary:
    """How others would call things of a category: its names and words and those above it, in every language."""

    def __init__(self) -> None:
        self.tree = Category.tree()
        self.known: dict[str, str] = {}
        self.owners: dict[int, str] = {}
        self.certificates: dict[int, tuple[str, ...]] = {}

    def of(self, category: Category | None) -> str:
        if category is None:
            return ""
        if category.slug not in self.known:
            chain = [self.tree[slug] for slug in category.slugs if slug in self.tree]
            lines = [
                line for node in chain for line in (*node.names.values(), *map(str, node.words), *node.former_words)
            ]
            self.known[category.slug] = " ".join(dict.fromkeys(lines))
        return self.known[category.slug]

    def owner(self, company: Company) -> str:
        """Whose a thing is; made once for all that a company has in a batch."""
        if company.pk not in self.owners:
            self.owners[company.pk] = owner_words(company)
        return self.owners[company.pk]

    def certificates_of(self, company: Company) -> tuple[str, ...]:
        if company.pk not in self.certificates:
            self.certificates[company.pk] = certificates_of(company)
        return self.certificates[company.pk]

    def sector(self, slug: str) -> Category | None:
        return self.tree.get(slug)
