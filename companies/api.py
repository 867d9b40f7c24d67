"""`/api/v1/companies/`."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework import serializers, viewsets

from companies.acquaintance import acquaintances
from companies.contact import Contact
from companies.models import Certificate, Company
from portal.core.rest import actor_of
from portal.core.texts import clean_line


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    class Meta:
        model = Certificate
        fields = ["name", "issuer", "number", "scope", "valid_until", "is_expired", "check_url"]


class CompanySerializer(serializers.ModelSerializer[Company]):
    """What the public page shows; e-mail and phone only as far as the asking company may see them."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    tagline = serializers.CharField(source="text.tagline", read_only=True)
    main_products = serializers.ListField(source="product_phrases", child=serializers.CharField(), read_only=True)
    certificates = CertificateSerializer(many=True, read_only=True)
    registration = serializers.SerializerMethodField()
    email = serializers.SerializerMethodField()
    phone = serializers.SerializerMethodField()
    short_url = serializers.SerializerMethodField()

    class Meta:
        model = Company
        fields = [
            *("slug", "name", "local_name", "legal_name", "country", "region", "city", "street", "postcode"),
            *("kind", "sector", "tier", "tier_since", "tagline", "main_products", "capacity"),
            *("founded_year", "employees", "turnover", "export_share", "markets", "languages", "timezone"),
            *("website", "email", "phone", "registration", "certificates", "logo", "cover", "url", "short_url"),
        ]

    def get_registration(self, company: Company) -> dict[str, Any] | None:
        if not company.registration_number:
            return None
        return {
            "kind": company.registration_kind,
            "number": company.registration_number,
            "is_format_checked": company.is_registration_well_formed,
        }

    def contact(self, company: Company) -> Contact:
        known: frozenset[int] = self.context["acquaintances"]
        return company.contact_for(actor_of(self.context["request"]), known)

    def get_email(self, company: Company) -> str:
        return self.contact(company).email

    def get_phone(self, company: Company) -> str:
        return self.contact(company).phone

    def get_short_url(self, company: Company) -> str:
        current = [one.name for one in company.short_addresses.all() if one.is_current]
        return reverse("companies:short", args=current) if current else ""


FILTERS = ("q", "country", "kind", "sector", "market", "language", "certificate")


class CompanyViewSet(viewsets.ReadOnlyModelViewSet[Company]):
    """Companies of the market: `?q=bearing&country=KR&kind=supplier&sector=machinery&tier=1&market=DE&language=ko`."""

    serializer_class = CompanySerializer
    lookup_field = "slug"
    queryset = Company.objects.none()

    def get_queryset(self) -> QuerySet[Company, Any]:
        asked = {name: clean_line(self.request.query_params.get(name, ""))[:100] for name in FILTERS}
        tier = self.request.query_params.get("tier", "")
        rows = Company.objects.visible_to(actor_of(self.request))
        rows = rows.matching(**asked, tier=int(tier) if tier in {"1", "2", "3"} else 0)
        return rows.prefetch_related("texts", "certificates", "short_addresses").order_by("name", "pk")

    def get_serializer_context(self) -> dict[str, Any]:
        """The actor's acquaintances are asked for once, however many companies there are."""
        return {**super().get_serializer_context(), "acquaintances": acquaintances(actor_of(self.request))}
