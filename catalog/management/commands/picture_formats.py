"""Makes the formats that older pictures lack, all at once; the relay does the same a few a minute."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.avif import encode_all
from catalog.models import ProductPicture

BATCH = 100


class Command(BaseCommand):
    help = "Make AVIF and the blurred preview for product pictures that have none."

    def handle(self, *args: Any, **options: Any) -> None:
        made, seen, after = 0, 0, 0
        while rows := list(ProductPicture.objects.filter(image_avif="", pk__gt=after).order_by("pk")[:BATCH]):
            made += encode_all(rows)
            seen, after = seen + len(rows), rows[-1].pk
            self.stdout.write(f"{made} of {seen} pictures done")
        self.stdout.write(f"{made} pictures have AVIF now; {seen - made} could not be read.")
