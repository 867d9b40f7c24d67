"""A private file on its way out: named, not guessed at, and unable to act."""

from django.http import FileResponse

from companies.models import DocumentVersion

# Were one of them to act in spite of all: no script, no form, no page of ours around it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def file_answer(version: DocumentVersion) -> FileResponse:
    """Pictures are shown, PDF files taken away: a browser's own reader does not work in a sandbox."""
    extension = "jpg" if version.is_picture else "pdf"
    answer = FileResponse(
        version.file.open("rb"),
        as_attachment=not version.is_picture,
        filename=f"{version.document.kind}-{version.number}-{version.ref}.{extension}",
        content_type=version.media_type,
    )
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
