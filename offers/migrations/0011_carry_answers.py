"""Answers become the first message of each inquiry, and what it was about its first line."""

from django.db import migrations
from django.db.models import F


def carry(apps, schema_editor):
    inquiries = apps.get_model("offers", "Inquiry").objects.order_by("pk")
    messages, lines = apps.get_model("offers", "InquiryMessage"), apps.get_model("offers", "InquiryLine")
    events = apps.get_model("core", "Event")
    inquiries.update(last_at=F("created_at"))
    for one in inquiries.select_related("product", "offer").iterator(chunk_size=500):
        if one.answered_at:
            messages.objects.create(
                inquiry=one,
                number=1,
                side="supplier",
                user_id=one.answered_by_id,
                body=one.answer or "–",
                created_at=one.answered_at,
            )
            one.last_number, one.last_side, one.last_at = 1, "supplier", one.answered_at
        if one.state == "closed":
            closed = events.objects.filter(kind="inquiry.closed", subject_type="offers.inquiry", subject_id=one.pk)
            event = closed.order_by("-pk").first()
            asker = event is not None and event.company_id == one.buyer_id
            one.closed_at, one.closed_side = one.updated_at, "buyer" if asker else "supplier"
        one.save(update_fields=["last_number", "last_side", "last_at", "closed_at", "closed_side"])
        if one.product_id or one.offer_id:
            lines.objects.create(
                inquiry=one,
                product_id=one.product_id,
                title=one.title,
                quantity=one.quantity,
                unit=one.unit,
                target_amount=one.target_amount,
                target_currency=one.currency,
            )


def carry_back(apps, schema_editor):
    inquiries, messages = apps.get_model("offers", "Inquiry"), apps.get_model("offers", "InquiryMessage")
    for first in messages.objects.filter(side="supplier").order_by("-number").iterator(chunk_size=500):
        inquiries.objects.filter(pk=first.inquiry_id).update(answer=first.body, answered_by=first.user_id)
    inquiries.objects.filter(state="asked").update(state="answered")


class Migration(migrations.Migration):
    dependencies = [("offers", "0010_inquiry_threads"), ("core", "0004_event_company_index")]

    operations = [migrations.RunPython(carry, carry_back)]
