from django.conf import settings
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('catalog', '0015_unsaved_edits'),
        ('companies', '0022_invitations_and_handovers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CatalogueChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('row', 'price, minimum order and stock'), ('publish', 'published'), ('pause', 'paused'), ('renew', 'renewed'), ('delete', 'deleted'), ('category', 'category'), ('price', 'prices'), ('lead_time', 'lead time'), ('incoterm', 'Incoterm')], max_length=10)),
                ('number', models.PositiveIntegerField(default=0)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='CatalogueStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rows', models.JSONField()),
            ],
        ),
        migrations.AddField(
            model_name='cataloguechange',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='companies.company'),
        ),
        migrations.AddField(
            model_name='cataloguechange',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cataloguestep',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='catalog.cataloguechange'),
        ),
        migrations.AddIndex(
            model_name='cataloguechange',
            index=models.Index(fields=['at'], name='catalogue_change_age'),
        ),
    ]
