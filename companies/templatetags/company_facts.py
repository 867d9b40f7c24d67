"""What templates say about companies that other apps know."""

from django import template

from companies.facts import Fact, facts_of
from companies.models import Company

register = template.Library()


@register.simple_tag
def company_facts(company: Company) -> list[Fact]:
    """`{% company_facts company as facts %}`: those that lists have found already cost no query."""
    return facts_of(company)
