"""What other parts of a community put under each post of somebody else, such as a way to report it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PostTool:
    """`template` is included with `post`, `kind` ("post") and `key` (its primary key); `styles` is a static file."""

    template: str
    styles: str = ""


POST_TOOLS: list[PostTool] = []
