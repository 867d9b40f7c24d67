"""What a reviewer has seen of a listing: an approval is of just that, not of what it became meanwhile."""

import json
from typing import TYPE_CHECKING

from catalog.editing import Snapshot, fingerprint_of, snapshot
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from catalog.products import Product


class ListingChanged(Refused):
    """The firm has changed the listing since the reviewer opened it."""


def seen_words(product: "Product") -> Snapshot:
    """The editor's words, and the pictures and the 3-D model by the names of their files."""
    pictures = [[picture.image.name, picture.alt] for picture in product.pictures.all()]
    return snapshot(product) | {
        "pictures": json.dumps(pictures, ensure_ascii=False),
        "model_3d": str(product.model_3d or ""),
    }


def mark_of(product: "Product") -> str:
    return fingerprint_of(seen_words(product))
