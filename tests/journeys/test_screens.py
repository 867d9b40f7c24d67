"""What `bin/screens` sees in a browser."""

from tests.journeys.conftest import Portal
from tests.screens.pictures import OVERLAPS


def test_text_over_text_is_seen_and_a_menu_over_it_is_not(portal: Portal) -> None:
    page = portal.browser.new_page()  # of nobody, whose policy would forbid the styles
    over = "<div style='position:relative;height:40px'><p style='margin:0'>One</p><p style='{}'>Another</p></div>"
    for style, faults in [("margin-top:-14px", 1), ("", 0), ("position:absolute;top:0;margin:0;background:#fff", 0)]:
        page.set_content(over.format(style))
        assert len(page.evaluate(OVERLAPS)) == faults, style
