import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models



class Migration(migrations.Migration):
    dependencies = [('notifications','0002_refs_and_mail_choice'), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name='MailPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('inquiries', 'Inquiries and quotations'), ('messages', 'Messages'), ('offers', 'Offers and imports'), ('communities', 'Communities'), ('company', 'Your company and people'), ('verification', 'Verification'), ('security', 'Security and access')], max_length=16, verbose_name='about')),
                ('rhythm', models.CharField(choices=[('instant', 'At once'), ('daily', 'Once a day'), ('weekly', 'Once a week'), ('off', 'None')], max_length=8, verbose_name='e-mails')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'choice of e-mails',
                'verbose_name_plural': 'choices of e-mails',
            },
        ),
        migrations.CreateModel(
            name='QuietHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='from')),
                ('ends_at', models.TimeField(blank=True, null=True, verbose_name='until')),
                ('weekends', models.BooleanField(default=False, verbose_name='Saturdays and Sundays')),
            ],
            options={
                'verbose_name': 'quiet hours',
                'verbose_name_plural': 'quiet hours',
            },
        ),
        migrations.AddField(
            model_name='mailpreference',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_preferences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='quiethours',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quiet_hours', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='mailpreference',
            constraint=models.UniqueConstraint(fields=('user', 'group'), name='mail_preference_once'),
        ),
        migrations.AddConstraint(
            model_name='mailpreference',
            constraint=models.CheckConstraint(condition=models.Q(('rhythm__in', ['instant', 'daily', 'weekly', 'off'])), name='mail_preference_known_rhythm'),
        ),
        migrations.AddConstraint(
            model_name='mailpreference',
            constraint=models.CheckConstraint(condition=models.Q(('group__in', ['inquiries', 'messages', 'offers', 'communities', 'company', 'verification'])), name='mail_preference_may_be_chosen'),
        ),
        migrations.AddConstraint(
            model_name='quiethours',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), models.Q(('ends_at__isnull', False), ('starts_at__isnull', False), models.Q(('starts_at', models.F('ends_at')), _negated=True)), _connector='OR'), name='quiet_hours_begin_and_end'),
        ),
    ]
