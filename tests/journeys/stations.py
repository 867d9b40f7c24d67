"""Pictures of where a journey has come to, for who wants to see it: SHOTS=folder."""

import os
from urllib.parse import urlsplit

from playwright.sync_api import Page

SIZES = {"phone": (390, 844), "desk": (1280, 900)}


def station(page: Page, name: str) -> None:
    """Without SHOTS nothing. Each size and language in a page of its own: what is half written here stays."""
    folder = os.environ.get("SHOTS")
    if not folder:
        return
    path = urlsplit(page.url).path
    addresses = {"en": page.url}
    if not path.startswith(("/editors/", "/ko/", "/dev/")):
        addresses["ko"] = page.url.replace(path, f"/ko{path}", 1)
    for language, address in addresses.items():
        beside = page.context.new_page()
        beside.goto(address)
        for size, (width, height) in SIZES.items():
            beside.set_viewport_size({"width": width, "height": height})
            beside.screenshot(path=f"{folder}/{name}-{language}-{size}.png", full_page=True)
        beside.close()
