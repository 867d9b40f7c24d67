import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import notifications.models


def give_refs(apps, schema_editor):
    for notification in apps.get_model("notifications", "Notification").objects.filter(ref=None).iterator():
        notification.ref = notifications.models.notification_ref()
        notification.save(update_fields=["ref"])


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("notification", "ref", models.CharField(max_length=16, null=True, editable=False)),
        migrations.RunPython(give_refs, migrations.RunPython.noop),
        migrations.AlterField(
            "notification",
            "ref",
            models.CharField(
                default=notifications.models.notification_ref, editable=False, max_length=16, unique=True
            ),
        ),
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mode",
                    models.CharField(
                        choices=[("instant", "At once"), ("off", "None")],
                        default="instant",
                        max_length=8,
                        verbose_name="e-mails about what happens",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_choice",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
