import django.db.models.deletion
from django.db import migrations, models



class Migration(migrations.Migration):
    dependencies = [('companies','0001_initial'), ('notifications','0005_mail_choice_is_gone')]

    operations = [
        migrations.AddField(
            model_name='notification',
            name='company',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='notification',
            name='mail_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='notification',
            name='power',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='notification',
            name='times',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['user', '-created_at'], name='notification_newest'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['created_at'], name='notification_age'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('mail_at__isnull', False), ('mailed_at', None), ('read_at', None)), fields=['mail_at'], name='notification_mail_due'),
        ),
    ]
