from django.db import migrations



class Migration(migrations.Migration):
    dependencies = [('notifications','0004_carry_mail_choices')]

    operations = [
        migrations.DeleteModel("MailChoice"),
    ]
