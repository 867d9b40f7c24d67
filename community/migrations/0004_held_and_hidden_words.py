from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0003_visits"),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='hidden_reason',
            field=models.CharField(blank=True, max_length=2000),
        ),
        migrations.AddField(
            model_name='post',
            name='standing',
            field=models.CharField(choices=[('shown', 'Shown'), ('held', 'Waits for a moderator'), ('hidden', 'Hidden by a moderator')], default='shown', max_length=8),
        ),
        migrations.AddField(
            model_name='thread',
            name='hidden_reason',
            field=models.CharField(blank=True, max_length=2000),
        ),
        migrations.AddField(
            model_name='thread',
            name='standing',
            field=models.CharField(choices=[('shown', 'Shown'), ('held', 'Waits for a moderator'), ('hidden', 'Hidden by a moderator')], default='shown', max_length=8),
        ),
    ]
