"""Every page type and snippet of the programme's site; each part of it keeps its own in a module or a package."""

from cms.cases.consent import CaseConsent
from cms.cases.models import CaseIndexPage, CasePage
from cms.cases.parts import CaseCompany, CaseFigure, CaseLink, CaseProduct
from cms.cases.proposals import CaseProposal
from cms.cases.topics import CaseTopic, CaseTopicName
from cms.countries.figures import CountryFigure
from cms.countries.models import CountryContact, CountryIndexPage, CountryPage
from cms.courses.models import CourseIndexPage, CourseMaterial, CoursePage
from cms.desk.models import Finding, ReleaseTask, SecondPersonTask, SectionRole, StillRight
from cms.events.guests import EventGuest, GuestList
from cms.events.models import EventIndexPage, EventPage
from cms.events.parts import EventMaterial, EventSession, EventSpeaker
from cms.exhibitions.following import FairFollow
from cms.exhibitions.models import ExhibitionIndexPage, ExhibitionPage
from cms.forms.models import AskedField, FormPage
from cms.glossary.models import Term, TermLink
from cms.help.models import FaqPage, HelpIndexPage, HelpPage, HelpPlace, HelpVote
from cms.languages.models import InStep
from cms.legal.models import Consent, LegalText, LegalVersion
from cms.library.models import PublicationIndexPage, PublicationPage
from cms.models.base import Article, ArticleQuerySet, IndexPage
from cms.models.home import HomePage
from cms.models.info import InfoPage
from cms.models.laid import LaidPage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.section import SectionPage
from cms.news.models import Author, NewsAuthor, Topic
from cms.pavilions.models import PavilionPage, PavilionStand

__all__ = [
    "Article",
    "ArticleQuerySet",
    "AskedField",
    "Author",
    "CaseCompany",
    "CaseConsent",
    "CaseFigure",
    "CaseIndexPage",
    "CaseLink",
    "CasePage",
    "CaseProduct",
    "CaseProposal",
    "CaseTopic",
    "CaseTopicName",
    "Consent",
    "CountryContact",
    "CountryFigure",
    "CountryIndexPage",
    "CountryPage",
    "CourseIndexPage",
    "CourseMaterial",
    "CoursePage",
    "EventGuest",
    "EventIndexPage",
    "EventMaterial",
    "EventPage",
    "EventSession",
    "EventSpeaker",
    "ExhibitionIndexPage",
    "ExhibitionPage",
    "FairFollow",
    "FaqPage",
    "Finding",
    "FormPage",
    "GuestList",
    "HelpIndexPage",
    "HelpPage",
    "HelpPlace",
    "HelpVote",
    "HomePage",
    "InStep",
    "IndexPage",
    "InfoPage",
    "LaidPage",
    "LegalText",
    "LegalVersion",
    "NewsAuthor",
    "NewsIndexPage",
    "NewsPage",
    "PavilionPage",
    "PavilionStand",
    "PublicationIndexPage",
    "PublicationPage",
    "ReleaseTask",
    "SecondPersonTask",
    "SectionPage",
    "SectionRole",
    "StillRight",
    "Term",
    "TermLink",
    "Topic",
]
