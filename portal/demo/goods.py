"""The firms' products with texts, price ladders, and pictures and 3-D models where these are drawn by now."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.timezone import now

from catalog.models import Category, PriceTier, Product, ProductPicture, ProductText
from catalog.standing.states import lasting
from companies.models import Company
from portal.core.events import record_many
from portal.core.money import minor_digits
from portal.demo import details
from portal.demo.firms import Firm, Good, firms
from portal.demo.gallery import blur_of, is_drawn, look_of, names_of
from portal.demo.ids import ago, demo_ref
from portal.demo.studio.darkroom import DRAFT, FULL

STEPS = ((1, Decimal(1)), (5, Decimal("0.95")), (20, Decimal("0.89")))  # times the minimum order: share of the price


def category_for(slug: str, sector: str) -> Category:
    """The leaf where the tree has it, else the sector, else the rest."""
    tree = Category.tree()
    return tree.get(slug) or tree.get(sector) or tree["others"]


def stock(companies: dict[str, Company], draft: bool = False) -> None:
    """Every firm's goods that its catalogue does not have yet."""
    Category.forget_tree()
    for firm in firms():
        company = companies[firm.slug]
        known = set(company.products.values_list("sku", flat=True))
        missing = [good for good in firm.goods if good.sku not in known]
        if missing:
            put_on_sale(firm, company, missing, DRAFT if draft else FULL)


def put_on_sale(firm: Firm, company: Company, goods: list[Good], size: tuple[int, int]) -> None:
    products = [product_of(firm, company, good, number) for number, good in enumerate(goods)]
    Product.objects.bulk_create(products)
    pairs = list(zip(products, goods, strict=True))
    ProductText.objects.bulk_create(text for product, good in pairs for text in texts_of(product, good))
    tiers = [tier for product, good in pairs for tier in ladder(product, good, firm.currency)]
    PriceTier.objects.bulk_create(tiers)
    ProductPicture.objects.bulk_create(
        picture for product, good in pairs if product.model_3d for picture in pictures_of(product, firm, good, size)
    )
    details.detail(firm, pairs, tiers)
    record_many("product.imported", Product, [product.pk for product in products])


def product_of(firm: Firm, company: Company, good: Good, number: int) -> Product:
    category = category_for(good.category, firm.sector)
    published = ago(days=(firm.number * 7 + number * 11) % 200, hours=number)
    product = Product(
        company=company,
        ref=demo_ref("P", firm.slug, good.sku),
        category=category,
        sku=good.sku,
        brand=firm.name.split(" ")[0],
        model=good.sku,
        gtin=good.gtin,
        hs_code=good.hs,
        origin=firm.country,
        language="en",
        unit=good.unit,
        moq=good.moq,
        incoterm=firm.incoterm,
        incoterm_place=firm.place,
        lead_time_days=good.lead,
        attributes=details.specifications(good, category),
        stock=details.stock_of(good),
        axes=details.axes_of(good.sku),
        tags=tags_of(good),
        model_3d=model_of(firm, good),
        state=Product.State.PUBLISHED,
        published_at=published,
        confirmed_at=now(),
        expires_at=lasting(),
        created_at=published - timedelta(days=2),
    )
    product.slug = Product.slug_for(good.title["en"], product.ref)
    product.span = details.span_for(good, ladder(product, good, firm.currency)[0])
    return product


def model_of(firm: Firm, good: Good) -> str:
    """Where it lies; none yet for what is still to be drawn."""
    look = look_of(firm, good)
    return names_of(look)["model"] if is_drawn(look) else ""


def tags_of(good: Good) -> list[str]:
    return [good.category.replace("-", " "), f"HS {good.hs}"]


def texts_of(product: Product, good: Good) -> list[ProductText]:
    origin = {"en": ProductText.Origin.ORIGINAL, "ko": ProductText.Origin.REVIEWED}
    return [
        ProductText(
            product=product,
            language=language,
            title=good.title[language],
            description=good.description[language],
            origin=origin[language],
        )
        for language in ("en", "ko")
    ]


def ladder(product: Product, good: Good, currency: str) -> list[PriceTier]:
    """Three steps from the minimum order up; prices below ten keep one digit more than the currency has."""
    digits = minor_digits(currency) + (1 if good.price < 1 else 0)
    unit = Decimal(1).scaleb(-digits)
    price = Decimal(str(round(good.price, 4)))
    if currency in {"KRW", "IDR"}:
        unit = Decimal(10) if good.price < 100_000 else Decimal(1000)
    return [
        PriceTier(
            product=product,
            min_quantity=good.moq * times,
            amount=((price * share / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit),
            currency=currency,
        )
        for times, share in STEPS
    ]


def pictures_of(product: Product, firm: Firm, good: Good, size: tuple[int, int]) -> list[ProductPicture]:
    look = look_of(firm, good)
    names = names_of(look)
    return [
        ProductPicture(
            product=product,
            position=position,
            image=names[part],
            thumbnail=names["thumbnail"] if part == "picture" else names[part],
            image_webp=names[part],
            thumbnail_webp=names["thumbnail"] if part == "picture" else names[part],
            blur=blur_of(names[part]),
            width=size[0],
            height=size[1],
            alt=f"{good.title['en']}, {seen} · {good.title['ko']}",
        )
        for position, (part, seen) in enumerate((("picture", "front view"), ("side", "side view")))
        if part == "picture" or look.is_sided
    ]
