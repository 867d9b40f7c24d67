from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trade", "0003_papers_are_sealed")]

    operations = [
        migrations.AddField(
            model_name='quotation',
            name='told_validity',
            field=models.DateField(blank=True, null=True),
        ),
    ]
