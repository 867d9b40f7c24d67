"""What the document of the API says of itself, and how drf-spectacular names what it finds; read by the settings."""

from django.utils.translation import gettext_lazy as _

SPECTACULAR_SETTINGS = {
    "TITLE": "Jangteo API",
    "DESCRIPTION": _("Search, products, companies, offers and communities of the market place."),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["portal.core.rest.ours"],
    "ENUM_NAME_OVERRIDES": {
        "ProductStateEnum": "catalog.standing.states.Standing.State",
        "RFQStateEnum": "offers.models.rfq_rows.State",
        "DeclineReasonEnum": "trade.models.quotation_rows.Reason",
        "AudienceEnum": "offers.models.rfq_rows.Audience",
        "EventAudienceEnum": "community.calendar.models.rows.Audience",
        "ClosingEnum": "offers.models.rfq_rows.Closing",
        "RoundClosingEnum": "trade.rounds.rows.Closing",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
