from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("trade", "0028_proof_papers"),
    ]

    operations = [
        migrations.RemoveField(model_name="outsidepayment", name="file"),
        migrations.RemoveField(model_name="outsidepayment", name="file_title"),
    ]
