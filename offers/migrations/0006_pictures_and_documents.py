"""Pictures and documents of offers."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import offers.models.offer_files
import portal.core.private


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0005_visibility_and_readers"),
    ]

    operations = [
        migrations.CreateModel(
            name='OfferPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=offers.models.offer_files.new_file_ref, editable=False, max_length=16, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('small_jpeg', models.FileField(storage=portal.core.private.private_files, upload_to='offers/pictures/')),
                ('small_webp', models.FileField(storage=portal.core.private.private_files, upload_to='offers/pictures/')),
                ('large_jpeg', models.FileField(storage=portal.core.private.private_files, upload_to='offers/pictures/')),
                ('large_webp', models.FileField(storage=portal.core.private.private_files, upload_to='offers/pictures/')),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('alt', models.CharField(blank=True, max_length=200, verbose_name='what the picture shows')),
                ('from_product', models.BooleanField(default=False)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='offers.offer')),
            ],
            options={
                'verbose_name': 'picture of an offer',
                'verbose_name_plural': 'pictures of offers',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OfferDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=offers.models.offer_files.new_file_ref, editable=False, max_length=16, unique=True)),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('file', models.FileField(storage=portal.core.private.private_files, upload_to='offers/documents/', verbose_name='PDF file')),
                ('size', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='offers.offer')),
            ],
            options={
                'verbose_name': 'document of an offer',
                'verbose_name_plural': 'documents of offers',
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='offerdocument',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='offer_document_has_title'),
        ),
    ]
