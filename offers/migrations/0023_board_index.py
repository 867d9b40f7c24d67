from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offers", "0022_withdrawn_do_not_count")]

    operations = [
        migrations.RemoveIndex(model_name="offer", name="offer_ending"),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["valid_until", "id"],
                include=("company", "category", "side", "incoterm", "is_anonymous", "visibility"),
                name="offer_board",
            ),
        ),
    ]
