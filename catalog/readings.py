"""What of a product's page can be had in the reader's language."""

from collections.abc import Iterator

from catalog.models import Product
from portal.core.translating.pages import in_parts, translatable
from portal.core.translating.words import Passage


@translatable("product", "catalog:translation", key="slug", is_public=lambda product: product.is_published)
def words_of(product: Product) -> Iterator[Passage]:
    """Title, description, packaging, tags, axes; of the specifications what is not known in the reader's language."""
    text = product.text
    yield Passage(text.title, text.language)
    yield Passage(text.description, text.language)
    yield from in_parts(product.packaging, product.language)
    for row in product.specification_rows:
        for part, language in row["languages"].items():
            yield Passage(str(row[part]), language)
    for axis in product.axes:
        for words in (axis["name"], *axis["values"]):
            yield from in_parts(words, product.language)
    for tag in product.tags:
        yield from in_parts(str(tag), product.language)
