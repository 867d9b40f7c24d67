"""The sections of a company's page that need nothing but the company itself."""

from django.utils.translation import gettext_lazy as _

from companies.booth import Section, booth_section
from companies.models import Company, Membership
from portal.core.actor import Actor

CONTACT_ROLES = {Membership.Role.OWNER, Membership.Role.MANAGER, Membership.Role.SALES}


@booth_section(2, key="about", title=_("About"), help=_("What you wrote about the company, in the reader's language."))
def about(company: Company, actor: Actor) -> Section | None:
    words = company.text.about
    return Section("companies/sections/about.html", _("About"), words) if words else None


@booth_section(5, key="making", title=_("What we make"), help=_("Your main products and what you can make in a month."))
def making(company: Company, actor: Actor) -> Section | None:
    if not company.main_products and not company.capacity:
        return None
    return Section("companies/sections/making.html", _("What we make"), company.product_phrases)


@booth_section(32, key="certificates", title=_("Certificates"), help=_("Always shown as stated by you."))
def certificates(company: Company, actor: Actor) -> Section | None:
    items = list(company.certificates.all())
    for certificate in items:
        certificate.company = company  # asked for by its address
    title = _("Certificates, as stated by the company")
    return Section("companies/sections/certificates.html", title, items) if items else None


@booth_section(34, key="photos", title=_("Photos"), help=_("Your workshop, machines, people, packed goods."))
def photos(company: Company, actor: Actor) -> Section | None:
    items = list(company.photos.all())
    return Section("companies/sections/photos.html", _("Photos"), items) if items else None


@booth_section(
    36, key="people", title=_("People to talk to"), help=_("Owners, managers and sales people by name; no addresses.")
)
def people(company: Company, actor: Actor) -> Section | None:
    items = [one for one in company.memberships.all() if one.role in CONTACT_ROLES]
    return Section("companies/sections/people.html", _("People to talk to"), items) if items else None


@booth_section(38, key="markets", title=_("Markets and size"), help=_("Countries you sell to, people, sales, exports."))
def markets(company: Company, actor: Actor) -> Section | None:
    items = [company.markets, company.export_share, company.turnover]
    if not any(items):
        return None
    return Section("companies/sections/markets.html", _("Markets and size"), company.market_names)
