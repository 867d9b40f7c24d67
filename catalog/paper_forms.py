"""Documents and certificates in the editor: rows with a file each, which outlasts a mistake elsewhere on the page."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog import held
from catalog.forms import Rows
from catalog.models import Product, ProductCertificate, ProductDocument
from catalog.papers import DATES_CROSSED, MOST_CERTIFICATES, MOST_DOCUMENTS, Paper, kind_named, put_papers
from catalog.row_parts import Part, typed_rows
from companies.models import Certificate
from portal.core.permissions import Refused
from portal.core.texts import LineField, validate_visible
from portal.core.uploads import MAGIC, as_pdf

NOT_A_PDF = _("“%(name)s” is not a PDF. Save or print it as one, and send that.")


class DayField(forms.DateField):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PaperForm(forms.Form):
    """`ref` names a paper that is there, `held` a file that came before and was checked."""

    ref = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    held = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    file = forms.FileField(label=_("PDF file"), required=False, widget=forms.FileInput({"accept": "application/pdf"}))
    remove = forms.BooleanField(label=_("Remove"), required=False)
    SAYING: ClassVar[tuple[str, ...]] = ()

    def has_changed(self) -> bool:
        """Whether the row says anything: a select always stands on something."""
        return any(self[name].value() for name in ("ref", "held", *self.SAYING))

    @property
    def is_there(self) -> bool:
        return bool(self["ref"].value())

    @property
    def is_held(self) -> bool:
        return bool(held.name_of(self["held"].value() or "", "pdf"))


class DocumentForm(PaperForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=ProductDocument.Kind.choices)
    title = LineField(label=_("Title"), max_length=160, required=False, validators=[validate_visible])
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Not stated")), *settings.LANGUAGES]
    )
    SAYING = ("title",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.has_changed() and not cleaned.get("remove"):
            if not cleaned.get("title") and "title" not in self.errors:
                self.add_error("title", _("Write what buyers see as its title."))
            if not self.is_there and not self.is_held:
                self.add_error("file", _("Choose the PDF file."))
        return cleaned


class CertificateForm(PaperForm):
    kind = forms.ChoiceField(label=_("Standard"), required=False, choices=[("", _("Choose"))])
    name = LineField(label=_("Name or part"), max_length=120, required=False)
    number = LineField(label=pgettext_lazy("certificate", "Number"), max_length=60, required=False)
    issuer = LineField(label=_("Issued by"), max_length=120, required=False)
    issued_on = DayField(label=_("Issued on"), required=False)
    expires_on = DayField(label=_("Expires on"), required=False)
    SAYING = ("kind", "name", "number", "issuer", "issued_on", "expires_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *ProductCertificate.Kind.choices]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.has_changed() or cleaned.get("remove"):
            return cleaned
        if not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose the standard, or “Other” and write its name."))
        if cleaned.get("kind") == ProductCertificate.Kind.OTHER and not cleaned.get("name"):
            self.add_error("name", _("Write the name of the certificate."))
        issued, expires = cleaned.get("issued_on"), cleaned.get("expires_on")
        if issued and expires and expires < issued:
            self.add_error("expires_on", DATES_CROSSED)
        return cleaned

    @property
    def is_expired(self) -> bool:
        try:
            expires = self.fields["expires_on"].clean(self["expires_on"].value())
        except ValidationError:
            return False
        return ProductCertificate(expires_on=expires).is_expired


class CertificateRows(Rows):
    def clean(self) -> None:
        seen: set[tuple[str, ...]] = set()
        for form in self.forms:
            row = getattr(form, "cleaned_data", {})
            if form.errors or not form.has_changed() or row.get("remove"):
                continue
            key = (row["kind"], row["name"], row["number"])
            if key in seen:
                form.add_error("number", _("This certificate stands twice."))
            seen.add(key)


def rows_of(form: type[PaperForm], most: int, formset: type[Rows] = Rows) -> Any:
    return forms.formset_factory(form, formset=formset, extra=0, max_num=most + 4, absolute_max=most + 8)


class Papers(Part):
    """What documents and certificates have in common."""

    model: ClassVar[Any]  # one of the two
    spare = 0
    saved: dict[str, dict[str, Any]]

    def taken_in(self, data: Any, files: Any) -> Any:
        """Files that came are checked and held; those refused are named at the section."""
        data = data.copy()
        for key in [key for key in files if key.startswith(f"{self.name}-") and key.endswith("-file")]:
            row = key.removesuffix("-file")
            try:
                self.put_aside[f"{row}-held"] = held.hold_pdf(checked(files[key]).read(), self.product.company_id)
            except ValidationError as problem:
                self.problems += problem.messages
                continue
            except Refused as problem:
                self.problems.append(problem.message)
                continue
            if "title" in self.formset.form.base_fields and not data.get(f"{row}-title", "").strip():
                self.put_aside[f"{row}-title"] = stem_of(files[key].name)
        for name, value in self.put_aside.items():
            data[name] = value
        return data

    def saver(self) -> Callable[[Product], None]:
        self.saved = {
            form.prefix: {**form.cleaned_data, "file": held.pdf(form.cleaned_data["held"])}
            for form in self.rows.forms
            if form.has_changed() and form.cleaned_data
        }
        return lambda product: put_papers(product, self.model, self.saved.values())

    def settled(self) -> dict[str, str]:
        """After saving, for a page that stays open: the fields of its rows that are different now."""
        fields: dict[str, str] = {}
        for prefix, row in self.saved.items():
            fields |= {f"{prefix}-ref": row["ref"], f"{prefix}-held": ""}
            if title := self.put_aside.get(f"{prefix}-title"):
                fields[f"{prefix}-title"] = title
        return fields

    @property
    def takes_away(self) -> bool:
        return any(form["remove"].value() for form in self.rows.forms)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_sent and valid and sum(not row.get("remove") for row in self.rows.filled()) > self.model.MOST:
            self.problems.append(_("Up to %(most)s of them, please: remove one first.") % {"most": self.model.MOST})
        return valid and not self.problems

    @property
    def has_room(self) -> bool:
        return bool(len(self.rows.forms) < self.model.MOST)

    @property
    def known(self) -> dict[str, Paper]:
        if not self.product.pk:
            return {}
        return {one.ref: one for one in self.model._default_manager.filter(product=self.product)}

    @property
    def lines(self) -> list[tuple[Any, Paper | None]]:
        """Each row with the paper that is there; one that a colleague removed meanwhile is gone here too."""
        known = self.known
        rows = [(form, known.get(str(form["ref"].value() or ""))) for form in self.rows.forms]
        return [(form, paper) for form, paper in rows if paper or not form["ref"].value()]


def checked(file: Any) -> Any:
    """Raises ValidationError, naming the file, for what is no PDF, too large, cut off, locked, or could act."""
    file.seek(0)
    if file.read(len(MAGIC)) != MAGIC:
        raise ValidationError(NOT_A_PDF, code="not_pdf", params={"name": file.name[:120]})
    return as_pdf(file, file.name[:120])


def stem_of(name: str) -> str:
    """`6204_datasheet.pdf` → `6204 datasheet`: a title to begin with."""
    return " ".join(name.rpartition(".")[0].replace("_", " ").split())[:160]


class Documents(Papers):
    name, label, model, columns = (
        "documents",
        _("Documents"),
        ProductDocument,
        ("ref", "kind", "title", "language", "held"),
    )
    formset = rows_of(DocumentForm, MOST_DOCUMENTS)
    spare = 1

    def line(self, row: dict[str, Any]) -> str:
        return " · ".join(filter(None, [row["title"], row["language"]]))


class Certificates(Papers):
    name, label, model = "certificates", _("Certificates"), ProductCertificate
    columns = ("ref", "kind", "name", "number", "issuer", "issued_on", "expires_on", "held")
    formset = rows_of(CertificateForm, MOST_CERTIFICATES, CertificateRows)

    def line(self, row: dict[str, Any]) -> str:
        return " · ".join(row[name] for name in self.columns[1:7] if row[name])

    def grow(self, data: Any, wish: str) -> None:
        """`certificates:Z-…` takes over one of the company's own, with its copy if that is a PDF."""
        rows: list[dict[str, Any]] = typed_rows(data, self.name, self.formset.form.base_fields)
        section, _colon, ref = wish.partition(":")
        if section == self.name and ref:
            own = Certificate.objects.filter(company=self.product.company_id, ref=ref).first()
            rows += [taken_over(own)] if own else []
        elif section == self.name:
            rows.append({})
        self.show(rows)

    @property
    def of_the_company(self) -> list[Certificate]:
        """Those that can be taken over: valid, and not among the rows."""
        here = {(str(form["number"].value() or ""), labelled(form)) for form in self.rows.forms}
        own = Certificate.objects.filter(company=self.product.company_id).current()[:40]
        return [one for one in own if (one.number, one.name) not in here]


def labelled(form: Any) -> str:
    kind = str(form["kind"].value() or "")
    known = dict(ProductCertificate.Kind.choices)
    return str(form["name"].value() or "") if kind in {"", "other"} else str(known.get(kind, ""))


def taken_over(own: Certificate) -> dict[str, Any]:
    kind, token = kind_named(own.name), ""
    if own.file and own.file_type == "application/pdf":
        with own.file.open("rb") as file, suppress(Refused):  # no room: it comes without its paper
            token = held.hold_pdf(file.read(), own.company_id)
    return {
        "kind": kind,
        "name": own.name if kind == ProductCertificate.Kind.OTHER else "",
        "number": own.number,
        "issuer": own.issuer,
        "expires_on": own.valid_until,
        "held": token,
    }
