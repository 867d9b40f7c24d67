"""A company as schema.org describes one, with what any visitor may see. https://schema.org/Organization"""

from collections.abc import Callable
from typing import Any

from companies.models import Company
from portal.core.actor import VISITOR

Absolute = Callable[[str], str]


def company_data(company: Company, absolute: Absolute) -> dict[str, Any]:
    contact = company.contact_for(VISITOR)
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": absolute(company.get_absolute_url()),
        "url": absolute(company.get_absolute_url()),
        "name": company.name,
        "legalName": company.legal_name,
        "alternateName": company.local_name,
        "description": company.text.tagline,
        "logo": absolute(company.logo.url) if company.logo else "",
        "image": absolute(company.cover.url) if company.cover else "",
        "foundingDate": str(company.founded_year or ""),
        "email": contact.email,
        "telephone": contact.phone,
        "sameAs": company.website,
        "knowsLanguage": company.languages,
        "areaServed": company.markets,
        "knowsAbout": company.product_phrases,
        "identifier": identifier(company),
        "address": address(company),
    }
    return {name: value for name, value in data.items() if value}


def address(company: Company) -> dict[str, str]:
    parts = {
        "streetAddress": company.street,
        "postalCode": company.postcode,
        "addressLocality": company.city,
        "addressRegion": company.region,
        "addressCountry": company.country,
    }
    return {"@type": "PostalAddress", **{name: value for name, value in parts.items() if value}}


def identifier(company: Company) -> dict[str, str] | None:
    if not company.registration_number:
        return None
    return {"@type": "PropertyValue", "name": company.registration_label, "value": company.registration_shown}
