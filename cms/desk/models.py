"""What the editors' desk remembers."""

from cms.desk.care import StillRight
from cms.desk.findings import Finding
from cms.desk.roles import SectionRole
from cms.desk.tasks import ReleaseTask, SecondPersonTask

__all__ = ["Finding", "ReleaseTask", "SecondPersonTask", "SectionRole", "StillRight"]
