"""Takes the pictures of the README from a portal with the demonstration.

python docs/tools/readme_screens.py http://127.0.0.1:8000
"""

import shutil
import sys
from pathlib import Path

from editor_screens import BROWSERS, keep, signed_in, wait_for
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "pictures"
# name, account, where, the link on that page that leads to what is shown
PICTURES = (
    ("home", "", "/", ""),
    ("search", "", "/search/?q=bearing", ""),
    ("comparison", "buyer", "/rfqs/", "main a[href^='/rfqs/R-']:not(:text('second source'))"),
    ("talk", "buyer", "/consultations/", "main a[href^='/consultations/T-']"),
    ("order", "seller", "/orders/", "main a[href^='/orders/O-']"),
    ("community", "steward", "/communities/textile-machinery-forum/", ""),
)


def main(address: str) -> None:
    wait_for(address)
    FOLDER.mkdir(exist_ok=True)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--headless=new", "--no-sandbox"])
        for name, account, where, link in PICTURES:
            page = signed_in(browser, address, account)
            page.goto(where)
            if link:
                page.locator(link).first.click()
                page.wait_for_load_state()
            if name == "comparison":
                page.goto(f"{page.url}comparison/")
            keep(page, name, FOLDER)
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
