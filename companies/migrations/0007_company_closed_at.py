from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0006_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closed on"),
        ),
    ]
