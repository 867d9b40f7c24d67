"""Who wrote in a thread was told of its replies; from now on those who follow are told, so that they do."""

from django.db import migrations


def follow(apps, schema_editor):
    places = apps.get_model("community", "ThreadPlace")
    posts = apps.get_model("community", "Post")
    writers = posts.objects.filter(user__isnull=False).order_by().values_list("thread_id", "user_id").distinct()
    batch = []
    for thread, user in writers.iterator(chunk_size=2000):
        batch.append(places(thread_id=thread, user_id=user, follows="follow"))
        if len(batch) == 2000:
            places.objects.bulk_create(batch, ignore_conflicts=True)
            batch = []
    places.objects.bulk_create(batch, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ("community", "0008_words_of_talk"),
    ]

    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
