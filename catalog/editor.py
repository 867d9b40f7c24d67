"""The product's editor as one thing: fields, texts, lists of rows (catalog/row_parts.py), pictures, 3-D model.

It can be fresh (from a snapshot), as typed (bound, to be checked), or as typed and not yet checked (somebody asked
for one more row). It checks and collects; `save` hands everything to the model's verb.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog import held
from catalog.editing import Merge, Snapshot, fingerprint_of, merge, snapshot, typed_as_before
from catalog.forms import ProductForm, seal, unseal
from catalog.hs_choice import HsChoice, chosen
from catalog.media import MOST_PICTURES, ModelField
from catalog.models import Category, Product
from catalog.paper_forms import Certificates, Documents, Papers
from catalog.related_forms import Related
from catalog.row_parts import Attributes, Part, Pictures, Tiers
from catalog.specs.editing import Specs
from catalog.terms import NAMES
from catalog.variant_forms import Variants
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.pictures import PicturesField, PicturesRefused
from portal.core.places import language_name

PARTS: tuple[type[Part], ...] = (Tiers, Attributes, Pictures, Variants, Documents, Certificates, Related)
# A currency or a period stands preselected or goes with another field.
SAYING_SOMETHING = [name for name in NAMES if name not in {"price_currency", "sample_currency"}]


class Uploads:
    """The files that came with the form and those held from before: what is good, and what was refused and why."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        data, files = data or QueryDict(), files or MultiValueDict()
        self.problems: list[str] = []
        self.tokens = [token for token in data.getlist("held") if held.name_of(token, "jpg")]
        self.model_token = data.get("held_model", "") if held.name_of(data.get("held_model", ""), "glb") else ""
        self.removes_model = bool(data.get("remove_model"))
        self.images = self.checked_pictures(files.getlist("pictures"))
        self.model = self.checked_model(files.get("model_3d"))

    def checked_pictures(self, files: list[Any]) -> list[Any]:
        try:
            return list(PicturesField(most=MOST_PICTURES).clean(files))
        except PicturesRefused as problem:
            self.problems += problem.messages
            return problem.good
        except ValidationError as problem:
            self.problems += problem.messages
            return []

    def checked_model(self, file: Any) -> Any:
        try:
            return ModelField(required=False).clean(file) if file else None
        except ValidationError as problem:
            self.problems += problem.messages
            return None

    def hold(self, company: int | None) -> None:
        """Keep the good ones for the next time this form is sent; none where the company has no room for them."""
        try:
            self.tokens += [held.hold_picture(image, company) for image in self.images]
            if self.model:
                self.model_token = held.hold_model(self.model, company)
        except Refused as problem:
            self.problems.append(str(problem.message))
        self.images, self.model = [], None

    @property
    def previews(self) -> list[dict[str, str]]:
        return [{"token": token, "url": default_storage.url(held.name_of(token, "jpg"))} for token in self.tokens]

    def all_images(self) -> list[Any]:
        return [*held.pictures(self.tokens), *self.images]

    def model_change(self) -> Any:
        """A file, "" to take it away, None to leave it."""
        return self.model or held.model(self.model_token) or ("" if self.removes_model else None)


class Editor:
    """`parts` are the lists of rows by name; templates read them as `editor.tiers`, `editor.variants`."""

    def __init__(
        self, product: Product, base: Snapshot, form: ProductForm, parts: list[Part], uploads: Uploads | None = None
    ) -> None:
        """`base` is what was saved when the editing began."""
        self.product, self.base, self.form, self.uploads = product, base, form, uploads or Uploads()
        self.parts = {part.name: part for part in parts}
        self.merge: Merge | None = None

    @classmethod
    def fresh(
        cls, product: Product, words: Snapshot, base: Snapshot | None = None, uploads: Uploads | None = None
    ) -> "Editor":
        """Not yet checked, showing `words`."""
        parts = [kind.fresh(product, words) for kind in PARTS]
        return cls(product, words if base is None else base, ProductForm(initial=words), parts, uploads)

    @classmethod
    def typed(cls, product: Product, data: Any, files: Any) -> "Editor":
        """Bound: `is_valid` says whether it can be saved."""
        base = unseal(data.get("base", ""))
        parts = [kind.bound(product, data, files, base) for kind in PARTS]
        return cls(product, base, ProductForm(data, initial=base), parts, Uploads(data, files))

    @classmethod
    def grown(cls, product: Product, data: Any, files: Any, wish: str) -> "Editor":
        """As typed, with what the button `wish` adds to a list of rows, and no complaints yet."""
        uploads = Uploads(data, files)
        uploads.hold(product.company_id)
        typed = {name: data.get(name, "") for name in ProductForm().fields}
        typed["hs_code"] = chosen(wish) or typed["hs_code"]
        form = ProductForm(initial={**typed, "payment_terms": data.getlist("payment_terms")})
        if chosen(wish):  # the button that was pressed has gone: who types goes on in the field
            form.fields["hs_code"].widget.attrs["autofocus"] = True
        parts = [kind.grown(product, data, files, wish) for kind in PARTS]
        return cls(product, unseal(data.get("base", "")), form, parts, uploads)

    def __getattr__(self, name: str) -> Part:
        if name in self.__dict__.get("parts", {}):
            return self.parts[name]
        raise AttributeError(name)

    def is_valid(self) -> bool:
        parts: list[Any] = [self.form, *self.parts.values()]
        verdicts = [part.is_valid() for part in parts]  # each is asked, so that every error shows at once
        return all(verdicts) and not self.uploads.problems

    def words(self) -> Snapshot:
        words = self.form.words()
        for part in self.parts.values():
            words |= part.words()
        return words

    def save(self, by: Actor) -> None:
        """Raises Overtaken, SkuTaken or another refusal; then nothing was saved."""
        rows = [row for row in self.parts["pictures"].rows.cleaned_data if row.get("pk")]
        rows.sort(key=lambda row: row.get("position") or 99)
        rows_of_lines = typed_as_before(self.parts["attributes"].rows.attributes(), self.product.attributes)
        attributes = self.specs.attributes(rows_of_lines)
        self.product.revise(
            by,
            {**self.form.changes(), "attributes": attributes},
            self.form.texts(),
            self.parts["tiers"].rows.tiers(),
            expected=fingerprint_of(self.base) if self.product.pk else "",
            show={
                "kept": [(row["pk"], row["alt"]) for row in rows if not row["remove"]],
                "dropped": [row["pk"] for row in rows if row["remove"]],
                "new": self.uploads.all_images(),
                "model": self.uploads.model_change(),
            },
            also=[saver for part in self.parts.values() if part.is_sent and (saver := part.saver())],
        )
        used = [*self.uploads.tokens, *([self.uploads.model_token] if self.uploads.model_token else [])]
        transaction.on_commit(lambda: held.let_go(used))

    @property
    def takes_away(self) -> bool:
        """Whether a picture, a paper or the 3-D model is ticked to go: nothing goes before somebody saves."""
        papers = any(part.takes_away for part in self.papers)
        return papers or self.uploads.removes_model or any(form["remove"].value() for form in self.pictures.rows)

    @property
    def papers(self) -> list[Papers]:
        return [part for part in self.parts.values() if isinstance(part, Papers)]

    @property
    def changes_files(self) -> bool:
        return bool(self.uploads.tokens or self.uploads.images) or self.uploads.model_change() is not None

    def blame(self, refusal: Refused) -> None:
        """Say it beside the field it is about; a SKU of no row is the product's own."""
        if not any(part.blame(refusal) for part in self.parts.values()):
            self.form.add_error("sku" if hasattr(refusal, "skus") else None, refusal.message)

    def reconciled(self) -> "Editor":
        """After Overtaken: what only the other changed is taken over, what both changed is shown side by side."""
        product = Product.objects.select_related("category").filter(pk=self.product.pk).get()
        theirs, mine = snapshot(product), self.words()
        merged = merge(self.base, mine, theirs)
        self.uploads.hold(self.product.company_id)
        editor = Editor.fresh(product, merged.words, theirs, self.uploads)
        editor.merge, editor.mine, editor.theirs = merged, mine, theirs
        return editor

    def stands_already(self) -> bool:
        """After Overtaken: whether all that was typed has been saved meanwhile, with or without more.

        A page that closes sends its fields once more beside a saving that is under way, and either may come first.
        """
        if self.changes_files or any(row.has_changed() for row in self.pictures.rows):
            return False
        other = self.reconciled()
        assert other.merge is not None
        return not other.merge.both and all(
            other.theirs.get(name, "") == word for name, word in other.merge.words.items()
        )

    mine: Snapshot
    theirs: Snapshot

    @property
    def differences(self) -> list[dict[str, str]]:
        """What both changed: mine, which stands in the form, beside theirs, which is saved."""
        return [
            {
                "label": self.label_of(name),
                "mine": self.readable(name, self.mine.get(name, "")),
                "theirs": self.readable(name, self.theirs[name]),
            }
            for name in (self.merge.both if self.merge else ())
        ]

    @property
    def taken_over(self) -> list[str]:
        return [self.label_of(name) for name in self.merge.taken] if self.merge else []

    def label_of(self, name: str) -> str:
        for part in self.parts.values():
            if name in part.labels:
                return str(part.labels[name])
        kind, _sign, language = name.partition("_")
        label = str(self.form.fields[name].label)
        is_text = kind in {"title", "description"} and language in dict(settings.LANGUAGES)
        return f"{label} ({language_name(language)})" if is_text else label

    def readable(self, name: str, word: str) -> str:
        """A snapshot's word for people: lists as lines."""
        part = next((part for part in self.parts.values() if name in part.labels), None)
        return part.readable(name, word) if part else word

    @property
    def picture_forms(self) -> list[tuple[Any, Any]]:
        """Each row with its picture; one that somebody else removed meanwhile is gone from the page too."""
        known = {str(picture.pk): picture for picture in self.product.pictures.all()} if self.product.pk else {}
        rows = [(form, known.get(str(form["pk"].value()))) for form in self.parts["pictures"].rows.forms]
        return [row for row in rows if row[1]]

    @property
    def specs(self) -> Specs:
        part = self.parts["attributes"]
        assert isinstance(part, Attributes)
        return part.specs

    @property
    def category(self) -> Category | None:
        return self.specs.category

    @property
    def hs(self) -> HsChoice:
        return HsChoice(str(self.form["hs_code"].value() or "").strip(), self.category)

    @property
    def hs_warning(self) -> str:
        """A code may be right and unusual: this is said, not refused."""
        code = "".join(filter(str.isdigit, str(self.form["hs_code"].value() or "")))
        if self.category is None or self.category.takes_hs(code):
            return ""
        usual = ", ".join(sorted({one[:2] for one in self.category.hs}))
        words = _(
            "This code is unusual for “%(category)s”: there it begins with %(usual)s. Is one of the two mistaken?"
        )
        return words % {"category": self.category.name, "usual": usual}

    @property
    def shows_terms(self) -> bool:
        """Whether the terms that most leave out are unfolded: something stands in them, or is wrong."""
        return any(self.form[name].value() or self.form[name].errors for name in SAYING_SOMETHING)

    @property
    def room(self) -> int:
        return max(0, MOST_PICTURES - len(self.picture_forms) - len(self.uploads.tokens))

    @property
    def sealed(self) -> str:
        return seal(self.base)

    @property
    def all_errors(self) -> list[str]:
        """Those that belong to no field, for the summary on top."""
        return [*self.uploads.problems, *(str(words) for part in self.parts.values() for words in part.errors)]

    @property
    def row_errors(self) -> list[dict[str, Any]]:
        """Those in the rows, with the place to mend them."""
        return [
            {"id": field.id_for_label, "label": field.label, "problem": problem}
            for part in self.parts.values()
            for form in part.forms
            for field in form.visible_fields()
            for problem in field.errors
        ]

    @property
    def has_errors(self) -> bool:
        own = self.form.is_bound and self.form.errors
        return bool(self.uploads.problems or own) or any(part.has_errors for part in self.parts.values())


def blank_words(actor: Actor, sku: str = "") -> Snapshot:
    """What a new product's editor starts with."""
    country = actor.company.country if actor.company else ""
    return {"language": get_language() or "en", "moq": "1", "unit": "C62", "origin": country, "sku": sku}
