"""Blocks hold for messages, too: their model goes down to companies (0023 there), its table stays as it is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("offers", "0024_words_of_offers")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="CompanyBlock")]),
    ]
