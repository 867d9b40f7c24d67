from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import CourseIndexPage, PublicationIndexPage
from cms.site import below_home


@below_home
def pages() -> Iterator[Page]:
    yield PublicationIndexPage(
        title=_("Publications"),
        slug="publications",
        lead=_("What was found out about small firms in trade, to read and to cite."),
    )
    yield CourseIndexPage(
        title=_("Courses"), slug="courses", lead=_("What exporting asks of you, learnt in an hour or in a week.")
    )
