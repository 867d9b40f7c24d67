"""The topics that a new site begins with; editors change them under “Snippets”."""

from django.db import migrations

TOPICS = [
    ("first-export", "First export", "첫 수출"),
    ("digital", "Going digital", "디지털 전환"),
    ("quality", "Quality and certificates", "품질과 인증"),
    ("together", "Working together", "함께하기"),
    ("payment", "Payment and risk", "대금과 위험"),
    ("green", "Energy and environment", "에너지와 환경"),
    ("women-led", "Firms led by women", "여성 기업"),
    ("crisis", "Getting through a crisis", "위기 극복"),
]


def add(apps, schema_editor):
    topic, name = apps.get_model("cms", "CaseTopic"), apps.get_model("cms", "CaseTopicName")
    for position, (slug, english, korean) in enumerate(TOPICS):
        row, _made = topic.objects.get_or_create(slug=slug, defaults={"position": position})
        for language, words in (("en", english), ("ko", korean)):
            name.objects.get_or_create(topic=row, language=language, defaults={"name": words})


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0014_country_reports"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
