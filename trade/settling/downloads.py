"""The proof of a payment as a file: saved, never opened inside our pages."""

from django.http import FileResponse

from trade.settling.proof_papers import ProofPaper


def proof_file(paper: ProofPaper) -> FileResponse:
    """To be called for who may see it."""
    file = paper.file.open("rb")
    response = FileResponse(file, as_attachment=True, filename=paper.title, content_type=paper.content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
