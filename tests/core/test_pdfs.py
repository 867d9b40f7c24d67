"""PDF files from strangers: what could act is found wherever it hides, and looking never takes long."""

import zlib
from contextlib import suppress
from time import process_time

import pytest
from django.core.exceptions import ValidationError

from portal.core.pdfs import check_pdf
from tests.companies.verification import pdf


def packed(inside: bytes, head: bytes = b"/Filter /FlateDecode", keyword: bytes = b" stream\n") -> bytes:
    body = zlib.compress(inside)
    stream = b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + head + b" >>" + keyword + body + b"\nendstream\nendobj\n"
    return pdf().replace(b"2 0 obj", stream + b"2 0 obj", 1)


def code_of(data: bytes) -> str:
    with pytest.raises(ValidationError) as problem:
        check_pdf(data, "paper.pdf")
    return str(problem.value.code)


SCRIPT = b"1 0 << /S /JavaScript /JS (app.alert(1)) >>"


@pytest.mark.parametrize(
    "data",
    [
        packed(SCRIPT),
        packed(SCRIPT, b"/Filter /FlateDecode" + b" " * 9000),
        packed(SCRIPT, keyword=b"\n%a word between\nstream \r\n"),
        packed(b"1 0 << /S /L#61#75nch >>"),
        pdf(b"/OpenAction << /S /JavaScript%\n /JS (app.alert(1)) >> "),
        pdf().replace(b"2 0 obj", b"% << >> stream\n9 0 obj << /S /JavaScript /JS (x) >>\n%endstream\n2 0 obj", 1),
    ],
    ids=["packed", "padded", "lenient", "hexadecimal", "comment", "no stream at all"],
)
def test_what_could_act_is_found(data: bytes) -> None:
    assert code_of(data) == "active"


def test_what_only_a_reader_could_unpack_is_refused() -> None:
    assert code_of(packed(SCRIPT, b"/Filter /FlateDecode /DecodeParms << /Predictor 12 >>")) == "broken"
    assert code_of(packed(SCRIPT).replace(zlib.compress(SCRIPT), SCRIPT)) == "broken"
    assert code_of(packed(b"\0" * 51_000_000)) == "broken"


def test_honest_papers_pass() -> None:
    check_pdf(pdf(), "paper.pdf")
    check_pdf(packed(b"1 0 << /Type /Page /Annots [] >>"), "paper.pdf")
    text = b"4 0 obj << /Length 12 >>\nstream\n/JS /AA (x)\nendstream\nendobj\n2 0 obj"
    check_pdf(pdf().replace(b"2 0 obj", text, 1), "paper.pdf")


@pytest.mark.parametrize("piece", [b"<<", b"stream", b"<< /ObjStm >> stream\n", b"#41", b">> stream\nendstream "])
def test_looking_takes_time_in_proportion_to_the_length(piece: bytes) -> None:
    """20 kB of “<<” once took a quarter of a minute."""
    data = b"%PDF-1.4\n" + piece * (1_000_000 // len(piece)) + b"\n%%EOF"
    begin = process_time()
    with suppress(ValidationError):
        check_pdf(data, "paper.pdf")
    assert process_time() - begin < 5
