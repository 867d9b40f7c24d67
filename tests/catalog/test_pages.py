"""What a buyer sees: sectors, categories, a product."""

import json
import re

import pytest
from django.test import Client

from catalog import views
from catalog.media import check_model
from catalog.models import Category, PriceTier, Product, ProductText
from companies.booth import keys
from companies.models import BoothLayout, Company
from offers.models import CompanyResponse
from tests.cast import Person, make_company, make_product
from tests.catalog.conftest import glb, upload
from tests.queries import queries_of
from tests.shared import shared

pytestmark = pytest.mark.django_db
SECTION = r'<h2 id="section-[a-z]+">([^<]+)'


def ladder_of(product: Product, *steps: tuple[int, str], currency: str = "USD") -> None:
    product.price_tiers.filter(currency=currency).delete()
    for quantity, amount in steps:
        PriceTier.objects.create(product=product, min_quantity=quantity, amount=amount, currency=currency)


def test_all_sectors_are_listed_with_what_is_in_them(visitor: Client, product: Product) -> None:
    page = visitor.get("/categories/").content.decode()
    assert Category.objects.get(slug="others").name in page
    assert page.count('class="section"') == Category.objects.filter(level=0).count()


def test_a_category_shows_what_is_below_it_newest_first(visitor: Client, supplier: Company) -> None:
    leaf = Category.objects.filter(level=2).order_by("path").first()
    assert leaf
    first = make_product(supplier, "A", "Older thing", category=leaf, published_at="2026-01-01T00:00Z")
    second = make_product(supplier, "B", "Newer thing", category=leaf, published_at="2026-02-01T00:00Z")
    make_product(supplier, "C", "Elsewhere", category=Category.objects.get(slug="others"))
    make_product(supplier, "D", "Not ready", category=leaf, state="draft")
    page = visitor.get(f"/categories/{leaf.slugs[0]}/").content.decode()
    assert page.index("Newer thing") < page.index("Older thing")
    assert "Elsewhere" not in page and "Not ready" not in page
    oldest = visitor.get(f"/categories/{leaf.slug}/?sort=oldest").content.decode()
    assert oldest.index("Older thing") < oldest.index("Newer thing")
    assert first.pk != second.pk


def test_filters_by_country_and_brand(visitor: Client, supplier: Company) -> None:
    make_product(supplier, "A", "From Korea", brand="Hanbit")
    make_product(make_company("Rhein", country="DE"), "B", "From Germany", brand="Rhein")
    assert "From Korea" not in visitor.get("/categories/others/?country=DE").content.decode()
    assert "From Germany" not in visitor.get("/categories/others/?brand=Hanbit").content.decode()
    page = visitor.get("/categories/others/?brand=Hanbit&country=DE").content.decode()
    assert "Nothing fits these filters" in page
    assert visitor.get("/categories/others/?country=%00&brand=x'&sort=--&page=-1").status_code == 200


def test_a_customs_code_says_what_it_is_about_in_the_readers_language(visitor: Client, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(hs_code="8482101000")
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert (
        "8482101000" in page and '<a class="hs-name small" href="/tools/hs/8482/">Ball and roller bearings</a>' in page
    )
    assert "볼베어링·롤러베어링" in visitor.get(f"/ko{product.get_absolute_url()}").content.decode()
    Product.objects.filter(pk=product.pk).update(hs_code="9999")  # of before codes were checked
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "9999" in page and "hs-name" not in page


def test_an_empty_category_says_what_to_do_and_an_unknown_one_is_not_there(visitor: Client) -> None:
    assert "Nothing here yet" in visitor.get("/categories/others/").content.decode()
    assert visitor.get("/categories/no-such-thing/").status_code == 404


def test_a_categorys_queries_do_not_grow(visitor: Client, supplier: Company) -> None:
    for number in range(3):
        make_product(supplier, f"A-{number}")
    few = queries_of(visitor, "/categories/others/")
    for number in range(3, 30):
        make_product(make_company(f"Firm {number}"), f"A-{number}")
    assert queries_of(visitor, "/categories/others/") == few


def test_the_product_page_asks_the_database_at_most_twelve_times(
    buyer: Person, supplier: Company, product: Product
) -> None:
    url = product.get_absolute_url()
    assert queries_of(buyer.client, url) <= 12
    for number in range(12):
        make_product(supplier, f"S-{number}")
        make_product(make_company(f"Firm {number}"), f"F-{number}")
    ladder_of(product, *((10**n, "3.00") for n in range(6)))
    assert queries_of(buyer.client, url) <= 12


def test_it_asks_as_rarely_of_a_reader_who_compares_and_of_a_supplier_with_figures(
    buyer: Person, supplier: Company, product: Product
) -> None:
    url = product.get_absolute_url()
    others = [make_product(make_company(f"Firm {number}"), f"F-{number}", f"Bearing {number}") for number in range(3)]
    CompanyResponse.objects.create(company=supplier, received=10, in_time=8, median_hours=5)
    buyer.client.post("/compare/basket/", {"p": [one.ref for one in [product, *others]]})
    assert queries_of(buyer.client, url) <= 12
    page = buyer.client.get(url).content.decode()
    assert "80% of 10 inquiries" in page
    bar = page[page.index('id="compare-bar"') :]
    places = [bar.index(one.title) for one in [product, *others]]
    assert places == sorted(places)  # in the order of the ticks


def test_what_is_ticked_but_gone_is_not_in_the_bar_of_a_product(
    buyer: Person, supplier: Company, product: Product
) -> None:
    other = make_product(supplier, "GONE", "Was here once")
    buyer.client.post("/compare/basket/", {"p": [other.ref]})
    other.state = "draft"
    other.save()
    page = buyer.client.get(product.get_absolute_url()).content.decode()
    assert "Was here once" not in page
    assert buyer.client.get(other.get_absolute_url()).status_code == 404


def test_the_four_facts_and_the_way_to_the_supplier(visitor: Client, supplier: Company) -> None:
    product = make_product(supplier, moq=500, lead_time_days=21, incoterm="FOB", incoterm_place="Busan", origin="KR")
    page = visitor.get(product.get_absolute_url()).content.decode()
    for words in ("USD\u00a04.20", "500 pieces", "21 days", "FOB", "Busan", "South Korea", supplier.name, product.sku):
        assert words in page, words
    assert f"/inquiries/new/product/{product.ref}/" in page
    assert f"/consultations/about/product/{product.ref}/" in page


def test_own_quantity_gives_the_sum_at_its_step(visitor: Client, product: Product) -> None:
    ladder_of(product, (1, "4.20"), (100, "3.90"), (1000, "3.55"))
    page = visitor.get(f"{product.get_absolute_url()}?quantity=250").content.decode()
    assert "USD\u00a0975.00" in page
    assert re.search(r'aria-current="true"><td class="num-start">100 to 999 pieces', page)
    visitor.cookies["currency"] = "EUR"
    page = visitor.get(f"{product.get_absolute_url()}?quantity=250").content.decode()
    assert "EUR" in page and "rate of" in page


@pytest.mark.parametrize("quantity", ["0", "-1", "lots", "9" * 30, "1e400", "NaN", "\u0663", ""])
def test_a_senseless_quantity_is_answered_in_words(visitor: Client, product: Product, quantity: str) -> None:
    answer = visitor.get(product.get_absolute_url(), {"quantity": quantity})
    assert answer.status_code == 200


def test_below_the_minimum_it_says_so(visitor: Client, supplier: Company) -> None:
    product = make_product(supplier, moq=100)
    page = visitor.get(f"{product.get_absolute_url()}?quantity=5").content.decode()
    assert "The minimum order is 100 pieces" in page


def test_a_price_stated_in_the_readers_currency_is_shown_as_stated(visitor: Client, product: Product) -> None:
    ladder_of(product, (1, "5500"), currency="KRW")
    visitor.cookies["currency"] = "KRW"
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "KRW\u00a05,500" in page and "Also priced in USD" in page


def test_without_a_price_it_is_on_request(visitor: Client, supplier: Company) -> None:
    product = make_product(supplier, price=None)
    assert "The price is given on request" in visitor.get(product.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", ["draft", "paused"])
def test_what_is_not_published_only_its_own_people_see(
    seller: Person, viewer: Person, stranger: Person, visitor: Client, state: str
) -> None:
    product = make_product(seller.company, state=state)
    url = product.get_absolute_url()
    assert visitor.get(url).status_code == stranger.client.get(url).status_code == 404
    page = seller.client.get(url).content.decode()
    assert "Only your company sees this page" in page and "noindex" in page and "Edit" in page
    assert f"/my/products/{product.ref}/" not in viewer.client.get(url).content.decode()


def test_the_text_is_in_the_readers_language_or_says_which_it_is_in(visitor: Client, supplier: Company) -> None:
    product = make_product(supplier, title="깊은 홈 볼 베어링", language="ko")
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "Shown in Korean" in page and 'lang="ko"' in page
    ProductText.objects.create(product=product, language="en", title="Ball bearing", origin="machine", description="X")
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "Ball bearing" in page and "Translated by machine" in page


def test_hostile_words_stay_words_also_in_the_data_for_machines(visitor: Client, supplier: Company) -> None:
    evil = '</script><script>alert(1)</script><!-- "\u2028'
    product = make_product(
        supplier,
        title=evil,
        brand=evil[:80],
        model=evil,
        attributes=[{"name": evil, "value": evil, "unit": evil}, "junk", {"value": 1}],
        tags=[evil],
        incoterm="FOB",
        incoterm_place=evil,
    )
    product.texts.update(description=evil)
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["name"] == evil
    assert data["offers"][0]["priceCurrency"] == "USD"
    assert data["offers"][0]["eligibleQuantity"]["unitCode"] == "C62"


def test_machines_find_the_address_and_the_picture(seller: Person, visitor: Client, product: Product) -> None:
    from portal.core.pictures import open_picture

    product.arrange(seller.actor, new=[open_picture(upload())])
    page = visitor.get(f"{product.get_absolute_url()}?quantity=5").content.decode()
    assert f'<link rel="canonical" href="http://testserver{product.get_absolute_url()}">' in page
    assert 'property="og:image"' in page and "480w" in page and "image/webp" in page


def test_the_model_is_turned_in_a_frame_of_its_own(
    visitor: Client, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.files.base import ContentFile

    product.model_3d.save("a.glb", ContentFile(glb()))
    url = f"{product.get_absolute_url()}3d/"
    monkeypatch.setattr(views, "has_viewer", lambda: False)
    assert "Turn it in 3-D" not in visitor.get(product.get_absolute_url()).content.decode()
    assert visitor.get(url).status_code == 404
    monkeypatch.setattr(views, "has_viewer", lambda: True)
    answer = visitor.get(product.get_absolute_url())
    assert "Turn it in 3-D" in answer.content.decode()
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    frame = visitor.get(url)
    assert "<model-viewer" in frame.content.decode() and frame["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert visitor.get(f"/products/{make_product(product.company, 'Z').slug}/3d/").status_code == 404


def test_the_booth_shows_the_products(visitor: Client, product: Product) -> None:
    page = visitor.get(product.company.get_absolute_url()).content.decode()
    assert product.title in page
    assert product.title in visitor.get(f"/companies/{product.company.slug}/products/").content.decode()


@pytest.mark.parametrize(("count", "words"), [(6, ""), (7, "All 7 products"), (14, "All 14 products")])
def test_the_booth_says_how_many_there_are(visitor: Client, supplier: Company, count: int, words: str) -> None:
    """A phone shows six, a wide page twelve."""
    for number in range(count):
        make_product(supplier, f"A-{number}")
    page = visitor.get(supplier.get_absolute_url()).content.decode()
    assert page.count('class="card product-card"') == min(count, 12)
    assert (f"{supplier.get_absolute_url()}products/" in page) == bool(words) and words in page
    assert 'class="booth-section booth-section--products"' in page


@pytest.mark.parametrize(("count", "leading"), [(0, []), (2, ["Products", "About"]), (4, ["Products"])])
def test_what_was_checked_is_read_after_what_leads(
    visitor: Client, supplier: Company, count: int, leading: list[str]
) -> None:
    """Products by default, and another section where they would be lower than what stands beside them; or nothing."""
    supplier.texts.create(language="en", about="We turn balls of steel.")
    Company.objects.update(main_products="ball bearings")
    for number in range(count):
        make_product(supplier, f"A-{number}")
    page = visitor.get(supplier.get_absolute_url()).content.decode()
    before, _sign, after = page.partition("What was checked")
    assert re.findall(SECTION, before) == leading
    assert ("What we make" in re.findall(SECTION, after)) == ("What we make" not in leading)


def test_a_company_that_arranged_its_page_leads_with_what_it_chose(visitor: Client, seller: Person) -> None:
    company = seller.company
    assert company is not None
    company.texts.create(language="en", about="We turn balls of steel.")
    for number in range(4):
        make_product(company, f"A-{number}")
    BoothLayout.move(company, seller.actor, "about", -1, keys())
    page = visitor.get(company.get_absolute_url()).content.decode()
    assert re.findall(SECTION, page)[:2] == ["About", "Products"]


def test_the_sitemap_names_what_is_published(visitor: Client, product: Product) -> None:
    draft = make_product(product.company, "D", "Secret thing", state="draft")
    index = visitor.get("/sitemap.xml").content.decode()
    assert "/sitemap-products.xml" in index
    listed = visitor.get("/sitemap-products.xml").content.decode()
    assert product.slug in listed and draft.slug not in listed
    assert visitor.get("/sitemap-nonsense.xml").status_code == 404


def test_korean_pages_are_korean(visitor: Client, product: Product) -> None:
    page = visitor.get(f"/ko{product.get_absolute_url()}").content.decode()
    assert "최소 주문" in page and "문의" in page
    assert "Specifications" not in page and "Supplier" not in page


def test_the_back_office_finds_a_product(product: Product) -> None:
    from companies.models import User

    chief = User.objects.create_superuser("chief@programme.example", "a-long-password-1", name="Chief")
    client = Client()
    client.force_login(chief)
    assert product.sku in client.get(f"/staff/catalog/product/?q={product.ref}").content.decode()
    assert client.get(f"/staff/catalog/product/{product.pk}/change/").status_code == 200
    assert client.get("/staff/catalog/category/?q=others").status_code == 200


def test_the_shared_models_are_taken() -> None:
    for path in shared("media").glob("*.glb"):
        with path.open("rb") as file:
            check_model(file, path.name)


def test_yes_and_no_are_said_in_words_and_numbers_without_idle_zeros(visitor: Client, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(
        attributes=[{"name": "Touchscreen", "value": False}, {"name": "Weight", "value": 33.0, "unit": "g"}]
    )
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert '<th scope="row">Touchscreen</th><td>No</td>' in page
    assert "<td>33 g</td>" in page
