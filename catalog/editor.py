"""The product's editor as one thing: fields, texts, price ladder, specifications, pictures, 3-D model.

It can be fresh (from a snapshot), as typed (bound, to be checked), or as typed and not yet checked (somebody asked
for one more row). It checks and collects; `save` hands everything to the model's verb.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog import held
from catalog.editing import Merge, Snapshot, fingerprint_of, merge, snapshot, typed_as_before
from catalog.forms import (
    AttributeFormSet,
    PictureFormSet,
    ProductForm,
    TierFormSet,
    attribute_rows,
    seal,
    tier_rows,
    unseal,
    whole_words,
)
from catalog.media import MOST_PICTURES, ModelField
from catalog.models import Category, Product
from catalog.specs import editing as spec_words
from catalog.specs.editing import Specs
from catalog.specs.forms import WORD
from catalog.terms import NAMES
from portal.core.actor import Actor
from portal.core.pictures import PicturesField, PicturesRefused

SPARE_TIERS, SPARE_ATTRIBUTES = 1, 2
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

    def hold(self) -> None:
        """Keep the good ones for the next time this form is sent."""
        self.tokens += [held.hold_picture(image) for image in self.images]
        self.images = []
        if self.model:
            self.model_token, self.model = held.hold_model(self.model), None

    @property
    def previews(self) -> list[dict[str, str]]:
        return [{"token": token, "url": default_storage.url(held.name_of(token, "jpg"))} for token in self.tokens]

    def all_images(self) -> list[Any]:
        return [*held.pictures(self.tokens), *self.images]

    def model_change(self) -> Any:
        """A file, "" to take it away, None to leave it."""
        return self.model or held.model(self.model_token) or ("" if self.removes_model else None)


class Editor:
    def __init__(self, product: Product, words: Snapshot, base: Snapshot, uploads: Uploads | None = None) -> None:
        """Not yet checked, showing `words`; `base` is what was saved when the editing began."""
        self.product, self.base, self.uploads = product, base, uploads or Uploads()
        self.merge: Merge | None = None
        self.form = ProductForm(initial=words)
        tiers = tier_rows(words)
        self.specs = Specs.of(words, attribute_rows(words))
        attributes = self.specs.lines
        self.ladder = TierFormSet(prefix="tiers", initial=[*tiers, *[{}] * SPARE_TIERS])
        self.attributes = AttributeFormSet(prefix="attributes", initial=[*attributes, *[{}] * SPARE_ATTRIBUTES])
        self.pictures = PictureFormSet(prefix="pictures", initial=picture_rows(product))

    @classmethod
    def fresh(cls, product: Product, words: Snapshot) -> "Editor":
        return cls(product, words, words)

    @classmethod
    def typed(cls, product: Product, data: Any, files: Any) -> "Editor":
        """Bound: `is_valid` says whether it can be saved."""
        editor = cls.__new__(cls)
        editor.product, editor.base, editor.merge = product, unseal(data.get("base", "")), None
        editor.uploads = Uploads(data, files)
        editor.form = ProductForm(data, initial=editor.base)
        editor.ladder = TierFormSet(data, prefix="tiers")
        editor.attributes = AttributeFormSet(data, prefix="attributes")
        editor.specs = Specs.typed(data, editor.base)
        editor.pictures = PictureFormSet(data, prefix="pictures", initial=picture_rows(product))
        return editor

    @classmethod
    def grown(cls, product: Product, data: Any, files: Any, prefix: str) -> "Editor":
        """As typed, with one more row below the rows of `prefix`, and no complaints yet."""
        uploads = Uploads(data, files)
        uploads.hold()
        editor = cls(product, {}, unseal(data.get("base", "")), uploads)
        typed = {name: data.get(name, "") for name in editor.form.fields}
        editor.form = ProductForm(initial={**typed, "payment_terms": data.getlist("payment_terms")})
        for name, kind in (("tiers", TierFormSet), ("attributes", AttributeFormSet)):
            rows = typed_rows(data, name, kind.form.base_fields)
            if name == "attributes":
                editor.specs = Specs.grown(data, rows)
                rows = editor.specs.lines
            rows += [{}] if name == prefix or not rows else []
            setattr(editor, "ladder" if name == "tiers" else name, kind(prefix=name, initial=rows))
        rows = typed_rows(data, "pictures", PictureFormSet.form.base_fields)
        editor.pictures = PictureFormSet(prefix="pictures", initial=joined(picture_rows(product), rows))
        return editor

    def is_valid(self) -> bool:
        parts: list[Any] = [self.form, self.ladder, self.attributes, self.specs.form, self.pictures]
        verdicts = [part.is_valid() for part in parts]  # each is asked, so that every error shows at once
        return all(verdicts) and not self.uploads.problems

    def words(self) -> Snapshot:
        return whole_words(self.form, self.ladder, self.attributes, self.specs)  # type: ignore[arg-type]  # our own formset, which its factory hides

    def save(self, by: Actor) -> None:
        """Raises Overtaken or SkuTaken; then nothing was saved."""
        rows = [row for row in self.pictures.cleaned_data if row.get("pk")]
        rows.sort(key=lambda row: row.get("position") or 99)
        typed = self.attributes.attributes()  # type: ignore[attr-defined]  # our own formset, which its factory hides
        attributes = self.specs.attributes(typed_as_before(typed, self.product.attributes))
        self.product.revise(
            by,
            {**self.form.changes(), "attributes": attributes},
            self.form.texts(),
            self.ladder.tiers(),  # type: ignore[attr-defined]  # our own formset, which its factory hides
            expected=fingerprint_of(self.base) if self.product.pk else "",
            show={
                "kept": [(row["pk"], row["alt"]) for row in rows if not row["remove"]],
                "dropped": [row["pk"] for row in rows if row["remove"]],
                "new": self.uploads.all_images(),
                "model": self.uploads.model_change(),
            },
        )

    def reconciled(self) -> "Editor":
        """After Overtaken: what only the other changed is taken over, what both changed is shown side by side."""
        product = Product.objects.select_related("category").filter(pk=self.product.pk).get()
        theirs, mine = snapshot(product), self.words()
        merged = merge(self.base, mine, theirs)
        self.uploads.hold()
        editor = Editor(product, merged.words, theirs, self.uploads)
        editor.merge, editor.mine, editor.theirs = merged, mine, theirs
        return editor

    mine: Snapshot
    theirs: Snapshot

    @property
    def differences(self) -> list[dict[str, str]]:
        """What both changed: mine, which stands in the form, beside theirs, which is saved."""
        if self.merge is None:
            return []
        return [
            {
                "label": label_of(name, self.form),
                "mine": readable(name, self.mine.get(name, "")),
                "theirs": readable(name, self.theirs[name]),
            }
            for name in self.merge.both
        ]

    @property
    def taken_over(self) -> list[str]:
        return [label_of(name, self.form) for name in self.merge.taken] if self.merge else []

    @property
    def picture_forms(self) -> list[tuple[Any, Any]]:
        """Each row with its picture; one that somebody else removed meanwhile is gone from the page too."""
        known = {str(picture.pk): picture for picture in self.product.pictures.all()} if self.product.pk else {}
        rows = [(form, known.get(str(form["pk"].value()))) for form in self.pictures.forms]
        return [row for row in rows if row[1]]

    @property
    def category(self) -> Category | None:
        return self.specs.category

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
        rows = [*self.ladder.non_form_errors(), *self.attributes.non_form_errors()] if self.form.is_bound else []
        return [*self.uploads.problems, *map(str, rows)]

    @property
    def row_errors(self) -> list[dict[str, Any]]:
        """Those in the rows, with the place to mend them."""
        forms = [*self.ladder, *self.attributes, self.specs.form, *self.pictures] if self.form.is_bound else []
        return [
            {"id": field.id_for_label, "label": field.label, "problem": problem}
            for form in forms
            for field in form.visible_fields()
            for problem in field.errors
        ]

    @property
    def has_errors(self) -> bool:
        return bool(self.uploads.problems) or (
            self.form.is_bound
            and bool(
                self.form.errors
                or self.ladder.total_error_count()
                or self.attributes.total_error_count()
                or self.specs.form.errors
                or self.pictures.total_error_count()
            )
        )


def blank_words(actor: Actor, sku: str = "") -> Snapshot:
    """What a new product's editor starts with."""
    country = actor.company.country if actor.company else ""
    return {"language": get_language() or "en", "moq": "1", "unit": "C62", "origin": country, "sku": sku}


def picture_rows(product: Product) -> list[dict[str, Any]]:
    if not product.pk:
        return []
    return [
        {"pk": picture.pk, "position": number, "alt": picture.alt, "picture": picture}
        for number, picture in enumerate(product.pictures.all(), start=1)
    ]


def typed_rows(data: Any, prefix: str, names: Any) -> list[dict[str, str]]:
    """The rows as typed, without a check; the empty ones in between are kept in place."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), 200) if total.isdecimal() else 0
    return [{name: data.get(f"{prefix}-{number}-{name}", "") for name in names} for number in range(count)]


def joined(saved: list[dict[str, Any]], typed: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The saved pictures with what was typed beside them."""
    said = {row["pk"]: row for row in typed}
    return [{**row, **{k: v for k, v in said.get(str(row["pk"]), {}).items() if k != "pk"}} for row in saved]


def label_of(name: str, form: ProductForm) -> str:
    if name.startswith(WORD):
        return spec_words.label_of(name)
    if name in {"tiers", "attributes"}:
        return _("Price ladder") if name == "tiers" else _("Specifications")
    part, _sign, language = name.partition("_")
    languages = dict(settings.LANGUAGES)
    label = str(form.fields[name].label)
    return f"{label} ({languages[language]})" if part in {"title", "description"} and language in languages else label


def readable(name: str, word: str) -> str:
    """A snapshot's word for people: lists as lines."""
    if name.startswith(WORD):
        return spec_words.in_words(name, word)
    if name == "tiers":
        rows = tier_rows({"tiers": word})
        return "\n".join(f"{row['quantity']}: {row['currency']} {row['amount']}" for row in rows)
    if name == "attributes":
        rows = attribute_rows({"attributes": word})
        return "\n".join(f"{row['name']}: {row['value']} {row['unit']}".strip() for row in rows)
    return word
