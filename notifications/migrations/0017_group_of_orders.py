from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0016_groups_of_communities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="mailpreference",
            name="mail_preference_may_be_chosen",
        ),
        migrations.AlterField(
            model_name="mailpreference",
            name="group",
            field=models.CharField(
                choices=[
                    ("inquiries", "Inquiries and quotations"),
                    ("orders", "Orders, invoices and payments"),
                    ("messages", "Messages"),
                    ("meetings", "Booked talks"),
                    ("mentions", "Mentions"),
                    ("listings", "Your listings"),
                    ("offers", "Offers and imports"),
                    ("searches", "Saved searches"),
                    ("communities", "Communities"),
                    ("threads", "Threads in communities"),
                    ("events", "Events of communities"),
                    ("company", "Your company and people"),
                    ("mandates", "Mandates"),
                    ("verification", "Verification"),
                    ("security", "Security and access"),
                ],
                max_length=16,
                verbose_name="about",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "group__in",
                        [
                            "inquiries",
                            "orders",
                            "messages",
                            "meetings",
                            "mentions",
                            "listings",
                            "offers",
                            "searches",
                            "communities",
                            "threads",
                            "events",
                            "company",
                            "mandates",
                            "verification",
                        ],
                    )
                ),
                name="mail_preference_may_be_chosen",
            ),
        ),
    ]
