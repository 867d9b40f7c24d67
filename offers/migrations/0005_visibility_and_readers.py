"""Offers for some readers only."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0022_invitations_and_handovers"),
        ("offers", "0004_company_response"),
    ]

    operations = [
        migrations.AddField(
            model_name='offer',
            name='circle',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='offer',
            name='visibility',
            field=models.CharField(choices=[('public', 'Everybody'), ('members', 'Signed-in companies'), ('circle', 'The members of one community'), ('named', 'Companies we choose')], default='public', max_length=8, verbose_name='who sees it'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('visibility', 'circle'), models.Q(('circle', ''), _negated=True)), models.Q(models.Q(('visibility', 'circle'), _negated=True), ('circle', '')), _connector='OR'), name='offer_circle_named'),
        ),
        migrations.CreateModel(
            name='OfferReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('company', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company')),
                ('offer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='offers.offer')),
            ],
        ),
        migrations.AddConstraint(
            model_name='offerreader',
            constraint=models.UniqueConstraint(fields=('offer', 'company'), name='offer_reader_once'),
        ),
    ]
