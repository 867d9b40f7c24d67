from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0005_held_until"),
    ]

    operations = [
        migrations.AlterField(
            model_name="payaccount",
            name="state",
            field=models.CharField(
                choices=[
                    ("none", "not connected"),
                    ("onboarding", "Stripe still asks for something"),
                    ("checking", "being checked by Stripe"),
                    ("restricted", "restricted by Stripe"),
                    ("rejected", "refused by Stripe"),
                    ("enabled", "ready to be paid"),
                ],
                default="none",
                max_length=12,
            ),
        ),
    ]
