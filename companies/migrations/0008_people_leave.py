import django.db.models.functions.text
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0007_company_closed_at"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="user", name="user_email_once"),
        migrations.AddField(
            model_name="user",
            name="deleted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"), condition=~Q(email=""), name="user_email_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=(Q(deleted_at=None) & ~Q(email=""))
                | Q(deleted_at__isnull=False, email="", name="", is_active=False, is_staff=False),
                name="user_deleted_is_nobody",
            ),
        ),
    ]
