"""Files to import, made in the test."""

import io
import json
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import Workbook

HEAD = "sku,title,price,currency"


def csv_file(folder: Path, text: str, name: str = "products.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def jsonl_file(folder: Path, rows: list[Any], name: str = "products.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(content: str | bytes, name: str = "products.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def run_import(company: Any, path: Path, *options: str) -> int:
    """The command; returns its exit code."""
    try:
        call_command("import_catalogue", str(path), "--company", company.slug, *options)
    except SystemExit as end:
        return int(end.code or 0)
    return 0
