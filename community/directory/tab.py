"""The directory's tab in the house."""

from django.utils.translation import gettext_lazy as _

from community.house import Tab, house_tab

house_tab(Tab("directory", 44, _("Directory"), "community:directory", "company"))
