"""Takes the pictures of docs/editors.md from a portal with the demonstration, as WebP of less than 60 kB each.

    python docs/tools/editor_screens.py http://127.0.0.1:8000

It writes a piece of news as the demonstration's editor, so let it run on a portal that may be thrown away.
"""

import io
import shutil
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "editors"
PASSWORD = "demo-portal-2026"
LIMIT = 60_000
SIZE = {"width": 1280, "height": 860}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(address: str) -> None:
    wait_for(address)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--headless=new", "--no-sandbox"])
        for name, (account, take) in PICTURES.items():
            page = signed_in(browser, address, account)
            take(page)
            keep(page, name)
            page.context.close()
        browser.close()


def wait_for(address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _try in range(300):
        try:
            opener.open(f"{address}/healthz", timeout=5).close()
            return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    sys.exit(f"{address} does not answer.")


def signed_in(browser: Browser, address: str, account: str) -> Page:
    page = browser.new_context(base_url=address, viewport=SIZE, locale="en-GB", reduced_motion="reduce").new_page()
    if account:
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill(f"{account}@demo.example")
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/accounts/login" not in url)
    return page


def keep(page: Page, name: str, folder: Path = FOLDER) -> None:
    with suppress(TimeoutError):  # a preview asks again and again
        page.wait_for_load_state("networkidle", timeout=10_000)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for quality in range(80, 20, -10):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() < LIMIT:
            break
    (folder / f"{name}.webp").write_bytes(out.getvalue())
    print(f"{name}: {out.tell() // 1000} kB")


def at(path: str) -> Callable[[Page], None]:
    def take(page: Page) -> None:
        page.goto(path)

    return take


def draft_in_review(page: Page) -> None:
    page.goto("/editors/")
    page.locator("#panel-awaiting-review-content td.title a, [id*=awaiting-review] td.title a").first.click()
    page.locator("#id_title, .w-header h1").first.wait_for()


def approving(page: Page) -> None:
    draft_in_review(page)
    page.get_by_role("button", name="More actions").click()


def preview(page: Page) -> None:
    draft_in_review(page)
    page.get_by_role("button", name="Toggle preview").click()
    page.frame_locator("iframe").first.locator("h1").first.wait_for()


def beside_the_source(page: Page) -> None:
    page.goto("/editors/languages/?state=stale")
    page.get_by_role("link", name="Side by side").first.click()


def checker(page: Page) -> None:
    page.goto("/news/")
    page.locator(".headline :is(h2, h3) a").first.click()
    page.locator("wagtail-userbar").get_by_role("button", name="quick actions").click()


PICTURES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "first-page": ("editor", at("/editors/")),
    "review": ("moderator", approving),
    "preview": ("moderator", preview),
    "translations": ("editor", at("/editors/languages/")),
    "side-by-side": ("editor", beside_the_source),
    "problems": ("editor", at("/editors/desk/problems/")),
    "unused": ("moderator", at("/editors/desk/unused/images/")),
    "roles": ("admin", at("/editors/desk/roles/")),
    "bar": ("editor", checker),
    "not-yet-korean": ("", at("/ko/news/open-days/")),
}

if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
