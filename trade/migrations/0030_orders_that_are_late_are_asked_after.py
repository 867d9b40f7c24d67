from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trade", "0029_outside_payment_without_file")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="reminded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
