"""What only a browser sees: each page at each size in each scheme, kept as a picture and looked at by machines."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from playwright.sync_api import BrowserContext, Error, Page, TimeoutError
from playwright.sync_api import Response as Answer

from tests.journeys.conftest import Portal
from tests.journeys.test_look import problems, watched
from tests.screens.crawl import Fault, Seen, client_of

HEIGHT = 844
HTML = "text/html; charset=utf-8"
# What a browser says of how it is looked at, and not of the page.
OF_THE_WALK = ("GL Driver Message", "Service Worker registration blocked by Playwright")
TALLEST = 6000  # pixels; what is further below has its like above
OVERLAPS = (Path(__file__).parent / "overlaps.js").read_text("utf-8")
ALL_PICTURES = """async () => {
  for (const one of document.querySelectorAll('img[loading=lazy]')) one.loading = 'eager'
  await Promise.all([...document.images].map((one) => one.complete || new Promise((done) => {
    one.onload = one.onerror = done
    setTimeout(done, 4000)
  })))
}"""


@dataclass
class Shot:
    """The pictures of one page: by size and scheme, the name of the file."""

    seen: Seen
    files: dict[tuple[int, str], str] = field(default_factory=dict)


@dataclass
class Studio:
    """Opens pages in the portal's browser and keeps what they look like in `folder`."""

    portal: Portal
    folder: Path
    sizes: list[int]
    schemes: list[str]

    def take(self, pages: list[Seen], faults: list[Fault]) -> Iterator[Shot]:
        """The pages of one role, in a browser that is signed in once."""
        context = self.context(pages[0].role)
        page = context.new_page()
        said = watched(page)
        try:
            for seen in pages:
                said.clear()
                shot = Shot(seen)
                faults += [Fault(seen.role, seen.path, kind, words) for kind, words in self.look(page, shot)]
                words_said = [words for words in dict.fromkeys(said) if not any(one in words for one in OF_THE_WALK)]
                faults += [Fault(seen.role, seen.path, "console", words) for words in words_said]
                yield shot
        finally:
            context.close()

    def context(self, role: str) -> BrowserContext:
        context = self.portal.browser.new_context(
            service_workers="block",  # pages are answered by the walk itself
            base_url=self.portal.address,
            locale="en-GB",
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
        )
        cookies = {"timezone": "Asia/Seoul"}
        if role != "visitor":
            cookies[settings.SESSION_COOKIE_NAME] = self.portal.aside(lambda: session_of(role))
        for name, value in cookies.items():
            context.add_cookies([{"name": name, "value": value, "url": self.portal.address}])
        return context

    def look(self, page: Page, shot: Shot) -> Iterator[tuple[str, str]]:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size({"width": self.sizes[0], "height": HEIGHT})
        try:
            answer = self.open(page, shot.seen)
        except Error as problem:
            yield "broken", f"did not open: {str(problem).splitlines()[0]}"
            return
        if answer is None or answer.status >= 400:
            yield "broken", f"answered {answer and answer.status} to the browser"
            return
        if shot.seen.ours and page.locator("h1").count() != 1:
            yield "headings", f"has {page.locator('h1').count()} headings of the first order"
        for size in self.sizes:
            page.set_viewport_size({"width": size, "height": HEIGHT})
            if shot.seen.ours:
                yield from self.laid_out(page, size)
            for scheme in self.schemes:
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                shot.files[size, scheme] = self.keep(page, shot.seen, size, scheme)
                if shot.seen.ours and size == self.sizes[0]:  # axe looks at the document, which is the same at each
                    yield from (("axe", f"{words} ({scheme})") for words in problems(page))

    def open(self, page: Page, seen: Seen) -> Answer | None:
        if seen.is_given:
            page.route(f"**{seen.path}", lambda route: route.fulfill(body=seen.html, content_type=HTML))
        answer = page.goto(seen.path)
        with suppress(TimeoutError):
            page.evaluate(ALL_PICTURES)
        return answer

    def laid_out(self, page: Page, size: int) -> Iterator[tuple[str, str]]:
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > size:
            yield "width", f"reaches {reach} px to the right at {size}"
        yield from (("overlap", f"{words} at {size}") for words in page.evaluate(OVERLAPS))

    def keep(self, page: Page, seen: Seen, size: int, scheme: str) -> str:
        name = f"{seen.role}{re.sub(r'[^A-Za-z0-9가-힣-]+', '_', seen.path)[:120]}.{seen.language}.{size}.{scheme}.jpg"
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(
            path=self.folder / name,
            full_page=True,
            type="jpeg",
            quality=70,
            clip={"x": 0, "y": 0, "width": size, "height": max(height, HEIGHT)},
        )
        return name


def session_of(role: str) -> str:
    return client_of(role).cookies[settings.SESSION_COOKIE_NAME].value


def unlike(pages: list[Seen], known: set[str]) -> list[Seen]:
    """One of those that are made of the same: another product, or what a visitor and a buyer see alike.

    `known` tells what earlier ones were made of, and learns of these.
    """
    chosen = []
    for page in pages:
        made = sha256(repr((page.route, page.language, sorted(page.read.makings))).encode()).hexdigest()
        if made not in known:
            known.add(made)
            chosen.append(page)
    return chosen
