from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('catalog', '0012_stock'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='product',
            name='product_sku_once',
        ),
        migrations.AddField(
            model_name='product',
            name='deleted_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(condition=models.Q(('deleted_at', None), _negated=True), fields=['deleted_at'], name='product_deleted'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(condition=models.Q(('deleted_at', None)), fields=('company', 'sku'), name='product_sku_once'),
        ),
    ]
