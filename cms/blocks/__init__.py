"""What editors put a page together from: components that always look right, no free HTML."""

from cms.blocks.figures import FigureBlock
from cms.blocks.pictures import PictureBlock
from cms.blocks.story import StoryBlock, plain
from cms.blocks.wording import RICH, QuoteBlock

__all__ = ["RICH", "FigureBlock", "PictureBlock", "QuoteBlock", "StoryBlock", "plain"]
