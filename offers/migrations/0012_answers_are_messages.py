from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("offers", "0011_carry_answers")]

    operations = [
        migrations.RemoveField(model_name="inquiry", name="answer"),
        migrations.RemoveField(model_name="inquiry", name="answered_by"),
    ]
