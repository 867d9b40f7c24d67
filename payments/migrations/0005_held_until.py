from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0004_holds_by_country"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="paid", held=True)
                | models.Q(hold_warns_at__isnull=False, hold_ends_at__isnull=False),
                name="charge_held_until",
            ),
        ),
    ]
