"""News, good-practice cases and events on the programme's pages."""


def publish() -> None:
    """Nothing yet: the pages come with the content app."""
