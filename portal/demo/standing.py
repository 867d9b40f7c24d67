"""Trust in the firms' listings, and what waits for the moderator: two first listings, a flagged one, and an appeal."""

from typing import Any

from catalog.models import ListingTrust, PriceTier, Product, ProductPicture, ProductText
from catalog.standing.seen import mark_of
from companies.models import Company, User
from portal.core.events import record_many
from portal.demo.checks import owner_of
from portal.demo.ids import demo_ref

# SKU: title and description in English, title in Korean, price in USD
FIRST = {
    "NEW-1": (
        "Trial lot of the new season",
        "First lot of this season, packed for samples.",
        "새 시즌 시험 물량",
        "12.50",
    ),
    "NEW-2": (
        "Export carton, new design",
        "The carton of our new design, for buyers to look at.",
        "새 디자인 수출 상자",
        "1.20",
    ),
}
FLAGGED = (
    "Ivory figurine, hand carved",
    "Carved from vegetable material; the papers of the maker are with us.",
    "상아 조각상, 수공예",
    "48.00",
)
KOREAN = "자세한 내용은 문의해 주세요."
LISTED = (*FIRST, "CARVED-1", "BRAND-1")  # their SKUs
REJECTED = ("Bearing set, brand of your choice", "We print any brand on it.", "베어링 세트, 원하는 상표 인쇄", "9.90")


def wait_for_moderator(companies: dict[str, Company]) -> None:
    """Once: whoever has decided on them meanwhile is not asked again."""
    boss = User.objects.filter(is_superuser=True).order_by("pk").first()
    firms = [one for one in sorted(companies.values(), key=lambda one: one.pk) if one.sells and one.products.exists()]
    unchecked = [one for one in firms if one.tier == 0]
    fresh = unchecked[-1] if unchecked else None
    for firm in firms:
        if firm != fresh:
            ListingTrust.objects.get_or_create(company=firm, defaults={"by": boss})
    if fresh:
        for sku, words in FIRST.items():
            list_it(fresh, sku, words)
    if firms:
        list_it(firms[0], "CARVED-1", FLAGGED)
        send_back(list_it(firms[min(1, len(firms) - 1)], "BRAND-1", REJECTED))


def list_it(company: Company, sku: str, words: tuple[str, str, str, str]) -> Product | None:
    """A listing that looks like the firm's others, handed in by its owner; None when it is there already."""
    model = company.products.filter(state=Product.State.PUBLISHED).order_by("pk").first()
    if model is None or company.products.filter(sku=sku).exists():
        return None
    title, description, korean, price = words
    product = Product(company=company, sku=sku, category=model.category, ref=demo_ref("P", company.slug, sku))
    product.name_it(title)
    product.save()
    texts: list[dict[str, Any]] = [
        {"language": "en", "title": title, "description": description},
        {"language": "ko", "title": korean, "description": KOREAN, "origin": ProductText.Origin.REVIEWED},
    ]
    ProductText.objects.bulk_create(ProductText(product=product, **text) for text in texts)
    PriceTier.objects.create(product=product, amount=price, currency="USD")
    show_like(product, model)
    record_many("product.imported", Product, [product.pk])
    product.publish(owner_of(company).actor_for(company.slug))
    return product


def show_like(product: Product, model: Product) -> None:
    """By the model's pictures."""
    for picture in model.pictures.all():
        picture.pk, picture.product = None, product
        ProductPicture.objects.bulk_create([picture])


def send_back(product: Product | None) -> None:
    """Rejected by the moderator's colleague, so that the moderator can answer the appeal."""
    boss = User.objects.filter(is_superuser=True).order_by("pk").first()
    if product is None or boss is None or not product.is_published:
        return
    words = "You may sell only brands that are yours. Say which brand it is, or offer the set without one."
    product.reject(boss.actor_for(None), "counterfeit", words, mark_of(product), was=product.state)
    owner = owner_of(product.company)
    product.appeal(owner.actor_for(product.company.slug), "It is our buyers' own brand: they send us their licence.")
