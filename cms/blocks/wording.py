"""Components made of words: quotations, folded answers, steps, comparisons."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.tidy import TidyTextBlock

RICH = ["bold", "italic", "link", "document-link", "ol", "ul", "h3"]
SHORT = ["bold", "italic", "link"]
WORDS = _("Words")


def sample(text: Any) -> Any:
    """A paragraph for the preview in the editor, in the language it is asked for."""
    return lazy(lambda: f"<p>{text}</p>", str)()


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=WORDS)
    who = blocks.CharBlock(max_length=120, label=_("Who said it"), help_text=_("Name, job, company"))

    class Meta:
        template = "cms/blocks/quote.html"
        icon = "openquote"
        description = _("Words of somebody, with their name.")
        preview_value: ClassVar[dict[str, Any]] = {
            "text": _("The answer came in the morning, with a price, a date and the noise report."),
            "who": _("Head of purchasing, a pump maker in Hamburg (example)"),
        }


class AnswerBlock(blocks.StructBlock):
    """One part of an accordion."""

    question = blocks.CharBlock(max_length=160, label=_("Heading or question"))
    answer = TidyTextBlock(features=RICH, label=_("What opens below it"))


class AccordionBlock(blocks.StructBlock):
    """Parts that a reader opens one by one; found by the search and in print all the same."""

    parts = blocks.ListBlock(AnswerBlock(), min_num=1, max_num=40, label=_("Parts"))

    class Meta:
        template = "cms/blocks/accordion.html"
        icon = "list-ul"
        description = _("Questions whose answers open at a click; for what only some readers need.")
        preview_value: ClassVar[dict[str, Any]] = {
            "parts": [
                {
                    "question": _("What does it cost?"),
                    "answer": sample(_("Nothing. The programme pays for the market.")),
                },
                {"question": _("How long does a check take?"), "answer": sample(_("Three working days."))},
            ]
        }


class ColumnBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=60, label=_("What is compared"))
    lines = blocks.ListBlock(
        blocks.CharBlock(max_length=200, required=False), min_num=1, max_num=20, label=_("One line for each question")
    )


class ComparisonBlock(blocks.StructBlock):
    """Two or more things, like for like: the same questions in the same order for each."""

    questions = blocks.ListBlock(
        blocks.CharBlock(max_length=80), min_num=1, max_num=20, label=_("What is asked of each")
    )
    columns = blocks.ListBlock(ColumnBlock(), min_num=2, max_num=5, label=_("Columns"))

    def clean(self, value: Any) -> Any:
        """Each column answers each question: a shorter one would put answers beside the wrong question."""
        cleaned = super().clean(value)
        wanted = len(cleaned["questions"])
        wrong = [str(column["name"]) for column in cleaned["columns"] if len(column["lines"]) != wanted]
        if wrong:
            sentence = _("Give each column %(wanted)s lines, one for each question; look at: %(names)s.")
            problem = ValidationError(sentence, params={"wanted": wanted, "names": ", ".join(wrong)})
            raise StructBlockValidationError(block_errors={"columns": problem})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """The table row by row; a column that is too short leaves its last cells empty."""
        columns = [(column["name"], list(column["lines"])) for column in value["columns"]]
        rows = [
            (question, [(name, lines[place] if place < len(lines) else "") for name, lines in columns])
            for place, question in enumerate(value["questions"])
        ]
        return {**super().get_context(value, parent_context), "names": [name for name, _lines in columns], "rows": rows}

    class Meta:
        template = "cms/blocks/comparison.html"
        icon = "table"
        description = _("Two to five things side by side, asked the same questions.")
        preview_value: ClassVar[dict[str, Any]] = {
            "questions": [_("Who pays the freight?"), _("Where does the risk pass?")],
            "columns": [
                {"name": "FOB", "lines": [_("The buyer"), _("On board, port of shipment")]},
                {"name": "CIF", "lines": [_("The seller"), _("On board, port of shipment")]},
            ],
        }


class StepsBlock(blocks.ListBlock):
    """What to do first, second, third."""

    class Meta:
        template = "cms/blocks/steps.html"
        icon = "list-ol"
        description = _("What to do first, second, third: numbered by themselves.")
        preview_value: ClassVar[list[Any]] = [
            sample(_("Bring the price list you have.")),
            sample(_("Look at what was understood.")),
        ]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        template = "cms/blocks/heading.html"
        icon = "title"
        description = _("Begins a part of the page. It has an address of its own, for links and the list of contents.")
        preview_value = _("What they did")


class ParagraphBlock(TidyTextBlock):
    class Meta:
        template = "cms/blocks/paragraph.html"
        description = _("Text with lists, links and small headings. What comes from Word is cleaned.")
        preview_value = sample(_("The inquiry came at night. In the morning the answer had a price and a date."))


def steps() -> StepsBlock:
    return StepsBlock(TidyTextBlock(features=SHORT), label=_("Steps"), group=WORDS)


def heading() -> HeadingBlock:
    return HeadingBlock(max_length=120, label=_("Heading"), group=WORDS)


def paragraph() -> ParagraphBlock:
    return ParagraphBlock(features=RICH, label=_("Paragraph"), group=WORDS)


def quotation_label() -> Any:
    return pgettext_lazy("words of somebody", "Quotation")
