from django.db import migrations

GROUPS = ("inquiries", "messages", "offers", "communities", "company", "verification")


def carry(apps, schema_editor):
    """One word on all e-mails becomes a word on those of each group."""
    MailPreference = apps.get_model("notifications", "MailPreference")
    for user_id, mode in apps.get_model("notifications", "MailChoice").objects.values_list("user_id", "mode").iterator():
        MailPreference.objects.bulk_create(
            [MailPreference(user_id=user_id, group=group, rhythm=mode) for group in GROUPS], ignore_conflicts=True
        )


def bring_back(apps, schema_editor):
    """Who wants no e-mails of any group wanted none; the rest get them at once, as there was nothing between."""
    MailPreference = apps.get_model("notifications", "MailPreference")
    MailChoice = apps.get_model("notifications", "MailChoice")
    for user_id in MailPreference.objects.values_list("user_id", flat=True).distinct():
        rhythms = list(MailPreference.objects.filter(user_id=user_id).values_list("rhythm", flat=True))
        is_off = len(rhythms) == len(GROUPS) and set(rhythms) == {"off"}
        MailChoice.objects.update_or_create(user_id=user_id, defaults={"mode": "off" if is_off else "instant"})
    MailPreference.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [('notifications','0003_mail_preferences_and_quiet_hours')]

    operations = [
        migrations.RunPython(carry, bring_back),
    ]
