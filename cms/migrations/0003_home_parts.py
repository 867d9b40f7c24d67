"""The front page becomes a body of parts; the headline and the sentence that editors gave it stay."""

import json

import wagtail.fields
from django.db import migrations

import cms.blocks.home

PARTS = ("hero", "figures", "offers", "practice", "news", "communities", "sectors")


def keep_words(apps, schema_editor):
    for home in apps.get_model("cms", "HomePage").objects.all():
        words = {"headline": home.headline, "lead": home.lead, "has_ways": True}
        body = [{"type": name, "value": words if name == "hero" else {}} for name in PARTS]
        home.body = json.dumps(body)
        home.save(update_fields=["body"])


def give_back_words(apps, schema_editor):
    for home in apps.get_model("cms", "HomePage").objects.all():
        hero = next((part["value"] for part in home.body.raw_data if part["type"] == "hero"), {})
        home.headline, home.lead = hero.get("headline", ""), hero.get("lead", "")
        home.save(update_fields=["headline", "lead"])


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0002_laid_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name='homepage',
            name='body',
            field=wagtail.fields.StreamField([('hero', 3), ('figures', 5), ('offers', 9), ('communities', 12), ('practice', 14), ('news', 16), ('sectors', 17), ('ways', 18), ('heading', 19), ('paragraph', 20), ('picture', 24), ('quote', 27), ('products', 31), ('companies', 34), ('call', 40)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the usual words.', 'label': 'Headline', 'max_length': 120, 'required': False}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the usual words.', 'label': 'One sentence below it', 'max_length': 240, 'required': False}), 2: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'With the ways in beside it', 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('headline', 0), ('lead', 1), ('has_ways', 2)]], {'group': 'From this site', 'label': 'Search and headline'}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the usual words.', 'label': 'Heading', 'max_length': 120, 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('title', 4)]], {'group': 'From the market', 'label': 'Figures of the market'}), 6: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('sell', 'For sale'), ('buy', 'Wanted')], 'help_text': 'Empty: both', 'label': 'Only', 'required': False}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('agriculture-food', 'Agricultural and Food'), ('automotive', 'Automotive and Vehicles'), ('beauty-household', 'Beauty and Household'), ('chemical-plastics', 'Chemical and Plastics'), ('computers-telecom', 'Computers and Telecommunications'), ('electrical-electronics', 'Electrical and Electronics'), ('environment', 'Environment'), ('glass-optical', 'Glass and Optical'), ('machinery', 'Machinery and Equipment'), ('medical-health', 'Medical and Health'), ('minerals', 'Minerals'), ('sports-leisure', 'Sports and Leisure'), ('stationery-gifts', 'Stationery and Gifts'), ('textiles-leather', 'Textiles and Leather'), ('wood-furniture', 'Wood and Furniture'), ('others', 'Others')], 'label': 'Sector', 'required': False}), 8: ('wagtail.blocks.IntegerBlock', (), {'default': 6, 'label': 'How many', 'max_value': 12, 'min_value': 3}), 9: ('wagtail.blocks.StructBlock', [[('title', 4), ('side', 6), ('sector', 7), ('count', 8)]], {'group': 'From the market', 'label': 'Newest offers'}), 10: ('cms.choosers.CommunityChooserBlock', (), {}), 11: ('wagtail.blocks.ListBlock', (10,), {'default': [], 'help_text': 'None: the largest.', 'label': 'Chosen', 'max_num': 6}), 12: ('wagtail.blocks.StructBlock', [[('title', 4), ('chosen', 11)]], {'group': 'From the market', 'label': 'Communities'}), 13: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Empty: the newest.', 'label': 'Good practice', 'page_type': ['cms.CasePage'], 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('title', 4), ('page', 13)]], {'group': 'From this site', 'label': 'Good practice'}), 15: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'label': 'How many', 'max_value': 6, 'min_value': 1}), 16: ('wagtail.blocks.StructBlock', [[('title', 4), ('count', 15)]], {'group': 'From this site', 'label': 'News'}), 17: ('wagtail.blocks.StructBlock', [[('title', 4)]], {'group': 'From the market', 'label': 'Sectors'}), 18: ('wagtail.blocks.StructBlock', [[('title', 4)]], {'group': 'From this site', 'label': 'Ways in'}), 19: ('cms.blocks.wording.HeadingBlock', (), {'group': 'Words', 'label': 'Heading', 'max_length': 120}), 20: ('cms.blocks.wording.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul', 'h3'], 'group': 'Words', 'label': 'Paragraph'}), 21: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 23: ('wagtail.blocks.CharBlock', (), {'help_text': 'Photographer or firm, and the licence if there is one', 'label': 'Whose picture it is', 'max_length': 120}), 24: ('wagtail.blocks.StructBlock', [[('image', 21), ('caption', 22), ('credit', 23)]], {'group': 'Pictures and files', 'label': 'Picture'}), 25: ('wagtail.blocks.TextBlock', (), {'label': 'Words'}), 26: ('wagtail.blocks.CharBlock', (), {'help_text': 'Name, job, company', 'label': 'Who said it', 'max_length': 120}), 27: ('wagtail.blocks.StructBlock', [[('text', 25), ('who', 26)]], {'group': 'Words', 'label': 'Quotation'}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Heading above them', 'max_length': 120, 'required': False}), 29: ('cms.choosers.ProductChooserBlock', (), {}), 30: ('wagtail.blocks.ListBlock', (29,), {'label': 'Products', 'max_num': 12, 'min_num': 1}), 31: ('wagtail.blocks.StructBlock', [[('title', 28), ('chosen', 30)]], {'group': 'From the market', 'label': 'Products'}), 32: ('cms.choosers.CompanyChooserBlock', (), {}), 33: ('wagtail.blocks.ListBlock', (32,), {'label': 'Companies', 'max_num': 12, 'min_num': 1}), 34: ('wagtail.blocks.StructBlock', [[('title', 28), ('chosen', 33)]], {'group': 'From the market', 'label': 'Companies'}), 35: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 100}), 36: ('wagtail.blocks.CharBlock', (), {'label': 'One sentence', 'max_length': 240, 'required': False}), 37: ('wagtail.blocks.CharBlock', (), {'help_text': 'Begin with a verb.', 'label': 'Words on the button', 'max_length': 40}), 38: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page of this site', 'required': False}), 39: ('wagtail.blocks.CharBlock', (), {'help_text': 'On the market beginning with a slash: /offers/new/; elsewhere beginning with https://', 'label': 'Or an address', 'max_length': 400, 'required': False}), 40: ('wagtail.blocks.StructBlock', [[('title', 35), ('text', 36), ('button', 37), ('page', 38), ('address', 39)]], {'label': 'Call to action'})}, default=cms.blocks.home.usual_home, verbose_name='parts'),
        ),
        migrations.RunPython(keep_words, give_back_words),
        migrations.RemoveField(
            model_name='homepage',
            name='headline',
        ),
        migrations.RemoveField(
            model_name='homepage',
            name='lead',
        ),
    ]
