"""The pictures and documents on an offer's form: a good file is kept when something else is to be put right."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from catalog import held
from catalog.models import Product
from catalog.paper_forms import NOT_A_PDF
from offers.models import Offer, OfferDocument, OfferPicture
from offers.models.offer_files import MOST_DOCUMENTS, MOST_PICTURES, FileChanges
from portal.core.permissions import Refused
from portal.core.pictures import PicturesField, PicturesRefused
from portal.core.texts import clean_line
from portal.core.uploads import MAGIC, as_pdf

ALT, TITLE = 200, 120


class OfferFiles:
    """What was sent beside the form of `offer` (None for a new one): read at once, and held until it can be saved."""

    def __init__(self, offer: Offer | None = None, data: Any = None, files: Any = None) -> None:
        self.offer, self.data = offer, data
        self.problems: list[str] = []
        self.pictures: list[Image.Image] = []
        self.documents: list[tuple[Any, str]] = []
        self.held_pictures = self.kept("held_picture", "held_alt", "jpg")
        self.held_documents = self.kept("held_document", "held_title", "pdf")
        if files is not None:
            self.read_pictures(files.getlist("pictures"))
            self.read_documents(files.getlist("documents"))
            self.check_number()

    def kept(self, name: str, words: str, ending: str) -> list[tuple[str, str]]:
        """Files of an earlier try: their signed names, with what was typed beside them."""
        if self.data is None:
            return []
        pairs = zip(self.data.getlist(name)[:20], self.data.getlist(words)[:20], strict=False)
        return [(token, clean_line(said)[:ALT]) for token, said in pairs if held.name_of(token, ending)]

    def read_pictures(self, sent: list[Any]) -> None:
        try:
            self.pictures = PicturesField(most=MOST_PICTURES).clean(sent)
        except PicturesRefused as problem:
            self.pictures = problem.good
            self.problems += problem.messages
        except ValidationError as problem:
            self.problems += problem.messages

    def read_documents(self, sent: list[Any]) -> None:
        for file in sent[: 2 * MOST_DOCUMENTS]:
            name = PurePath(file.name).name
            try:
                self.documents.append((pdf(file, name), clean_line(PurePath(name).stem)[:TITLE] or _("Document")))
            except ValidationError as problem:
                self.problems += problem.messages

    def check_number(self) -> None:
        pictures = len(self.pictures) + len(self.held_pictures) + len(self.saved_pictures) - len(self.gone)
        if len(self.pictures) and pictures > MOST_PICTURES:
            self.problems.append(_("An offer has up to six pictures: take one away first."))
        if len(self.documents) + len(self.held_documents) + len(self.saved_documents) - len(self.gone) > MOST_DOCUMENTS:
            self.problems.append(_("An offer has up to five documents: take one away first."))

    @property
    def is_valid(self) -> bool:
        return not self.problems

    @property
    def gone(self) -> set[str]:
        return set(self.data.getlist("remove")) if self.data is not None else set()

    @property
    def alt(self) -> str:
        """The words for all pictures that come with this sending."""
        return clean_line(self.data.get("picture_alt", ""))[:ALT] if self.data is not None else ""

    def said(self, prefix: str, rows: list[Any], most: int) -> dict[str, str]:
        sent = self.data if self.data is not None else {}
        names = {one.ref: f"{prefix}-{one.ref}" for one in rows}
        return {ref: clean_line(sent[name])[:most] for ref, name in names.items() if name in sent}

    def changes(self, product: Product | None = None) -> FileChanges:
        """What the offer takes; `product` whose pictures come along."""
        images = [*self.pictures, *held.pictures([token for token, _alt in self.held_pictures])]
        alts = [*(self.alt for _one in self.pictures), *(alt for _token, alt in self.held_pictures)]
        papers = list(self.documents)
        for token, title in self.held_documents:
            if (content := held.pdf(token)) is not None:
                papers.append((content, title or _("Document")))
        return FileChanges(
            alts=self.said("alt", self.saved_pictures, ALT),
            titles=self.said("title", self.saved_documents, TITLE),
            gone=self.gone,
            pictures=list(zip(images, alts, strict=True)),
            documents=papers,
            product=product,
        )

    def let_go(self) -> None:
        held.let_go([token for token, _alt in self.held_pictures])

    def hold(self, company: int | None) -> "OfferFiles":
        """Put aside what came with this sending: the page is shown once more. None without room for them."""
        try:
            self.held_pictures += [(held.hold_picture(image, company), self.alt) for image in self.pictures]
            papers = [(held.hold_pdf(content.read(), company), title) for content, title in self.documents]
            self.held_documents += papers
        except Refused as problem:
            self.problems.append(str(problem.message))
        self.pictures, self.documents = [], []
        return self

    # -- for the page -----------------------------------------------------------------------------------------------

    @property
    def saved_pictures(self) -> list[OfferPicture]:
        return list(self.offer.pictures.all()) if self.offer else []

    @property
    def saved_documents(self) -> list[OfferDocument]:
        return list(self.offer.documents.all()) if self.offer else []

    @property
    def previews(self) -> list[tuple[str, str, str]]:
        """Held pictures: the signed name, the words, and where to look at it."""
        return [(token, alt, default_storage.url(held.name_of(token, "jpg"))) for token, alt in self.held_pictures]


def pdf(file: Any, name: str) -> Any:
    """Raises ValidationError, naming the file, for what is no PDF or could act."""
    file.seek(0)
    if file.read(len(MAGIC)) != MAGIC:
        raise forms.ValidationError(NOT_A_PDF, params={"name": name})
    return as_pdf(file, name)
