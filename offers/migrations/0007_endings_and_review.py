"""How offers end, come back, and are looked at by staff."""

import django.db.models.deletion
from django.db import migrations, models


def posted_when_published(apps, schema_editor):
    """The day of the last renewal is the best that is known of those before."""
    apps.get_model("offers", "Offer").objects.exclude(published_at=None).update(posted_at=models.F("published_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0006_pictures_and_documents"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='offer',
            name='offer_published_with_quantity',
        ),
        migrations.AlterField(
            model_name='offer',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('in_review', 'Being looked at'), ('open', 'Open'), ('filled', 'Sold or filled'), ('expired', 'Expired'), ('withdrawn', 'Withdrawn'), ('rejected', 'Rejected')], default='draft', max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='offer',
            name='held_for',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='offer',
            name='cleared',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='offer',
            name='verdict',
            field=models.TextField(blank=True, max_length=2000, verbose_name='why it was rejected'),
        ),
        migrations.AddField(
            model_name='offer',
            name='copy_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='offers.offer'),
        ),
        migrations.AddField(
            model_name='offer',
            name='posted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='offer',
            name='reminded_for',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(posted_when_published, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__isnull', False), models.Q(('state__in', ['open', 'expired', 'in_review', 'filled']), _negated=True), _connector='OR'), name='offer_published_with_quantity'),
        ),
        migrations.RemoveIndex(
            model_name='offer',
            name='offer_expiry',
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['company', 'posted_at'], name='offer_posted'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['valid_until', 'id'], name='offer_ending'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(condition=models.Q(('state', 'in_review')), fields=['updated_at'], name='offer_held'),
        ),
    ]
