"""How every form is drawn: labels above, help under, errors beside the field and in a summary."""

from django.forms.renderers import TemplatesSetting


class LedgerRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
