"""Cases of the matchmaking desk, and the companies on their shortlists."""

from community.casework.models.candidate import Candidate, CaseNote, CaseTask, first_candidates
from community.casework.models.case import Case

__all__ = ["Candidate", "Case", "CaseNote", "CaseTask", "first_candidates"]
