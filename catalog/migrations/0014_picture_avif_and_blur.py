from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('catalog', '0013_deleted_products'),
    ]

    operations = [
        migrations.AddField(
            model_name='productpicture',
            name='blur',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='productpicture',
            name='image_avif',
            field=models.FileField(blank=True, upload_to='products/pictures/'),
        ),
        migrations.AddField(
            model_name='productpicture',
            name='medium_avif',
            field=models.FileField(blank=True, upload_to='products/pictures/'),
        ),
        migrations.AddField(
            model_name='productpicture',
            name='thumbnail_avif',
            field=models.FileField(blank=True, upload_to='products/thumbnails/'),
        ),
        migrations.AddIndex(
            model_name='productpicture',
            index=models.Index(condition=models.Q(('image_avif', '')), fields=['id'], name='picture_without_avif'),
        ),
    ]
