from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0002_read_mark_company'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='is_automatic',
            field=models.BooleanField(default=False),
        ),
    ]
