"""How often an offer was looked at."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0007_endings_and_review"),
    ]

    operations = [
        migrations.CreateModel(
            name='OfferViews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=0)),
                ('offer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='offers.offer')),
            ],
        ),
    ]
