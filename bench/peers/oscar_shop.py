"""A shop of django-oscar with the products of the Icecat file; runs in an environment of its own, without ours.

`python oscar_shop.py FILE`: makes the tables in the database of OSCAR_DATABASE (name, host, port, user), fills them,
and then answers each path that it reads from standard input with the seconds and the bytes of the whole answer of its
WSGI application. Settings as Oscar's guide has them, and for speed what our own production has: DEBUG off, templates
cached, connections kept.
"""

import json
import lzma
import os
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

BATCH = 2000


def configure(database: list[str]) -> None:
    import oscar  # type: ignore[import-not-found]  # of the peer's environment
    from django.conf import settings
    from oscar import defaults

    name, host, port, user = database
    processors = [
        "django.template.context_processors.debug",
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.template.context_processors.i18n",
        "django.contrib.messages.context_processors.messages",
        "oscar.apps.search.context_processors.search_form",
        "oscar.apps.checkout.context_processors.checkout",
        "oscar.apps.communication.notifications.context_processors.notifications",
        "oscar.core.context_processors.metadata",
    ]
    loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    own: dict[str, Any] = {key: getattr(defaults, key) for key in dir(defaults) if key.isupper()}
    settings.configure(
        **own,
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["testserver"],
        INSTALLED_APPS=[*oscar.INSTALLED_APPS, "sorl.thumbnail"],
        SITE_ID=1,
        ROOT_URLCONF="oscar_shop",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": name,
                "HOST": host,
                "PORT": port,
                "USER": user,
                "CONN_MAX_AGE": None,
                "ATOMIC_REQUESTS": True,
            }
        },
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "oscar.apps.basket.middleware.BasketMiddleware",
            "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": processors,
                    "loaders": [("django.template.loaders.cached.Loader", loaders)],
                },
            }
        ],
        HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
        STATIC_URL="/static/",
        MEDIA_URL="/media/",
        MEDIA_ROOT=os.environ["OSCAR_MEDIA"],
    )


def rows(file: str) -> Iterator[dict[str, Any]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def fill(file: str) -> str:
    """Write the shop; returns the paths that are then asked, one list page and the first products."""
    from django.apps import apps
    from django.utils.text import slugify

    model = apps.get_model
    kind = model("catalogue", "ProductClass").objects.create(name="Goods", track_stock=False)
    partner = model("partner", "Partner").objects.create(name="Bench", code="bench")
    category = model("catalogue", "Category").add_root(name="Goods")
    product, through, stock = (
        model("catalogue", "Product"),
        model("catalogue", "ProductCategory"),
        model("partner", "StockRecord"),
    )
    made: list[Any] = []
    prices: list[Decimal] = []
    for row in rows(file):
        title = str(row["title"])[:250]
        made.append(
            product(
                structure="standalone",
                upc=str(row["id"])[:64],
                title=title,
                slug=slugify(title)[:250] or "product",
                description=str(row.get("short_description") or ""),
                product_class=kind,
            )
        )
        prices.append(Decimal(str(row.get("price") or 0)) / 100)
    product.objects.bulk_create(made, batch_size=BATCH)
    through.objects.bulk_create([through(product=one, category=category) for one in made], batch_size=BATCH)
    stock.objects.bulk_create(
        [
            stock(product=one, partner=partner, partner_sku=one.upc, price=price, price_currency="EUR")
            for one, price in zip(made, prices, strict=True)
        ],
        batch_size=BATCH,
    )
    return json.dumps({"list": category.get_absolute_url(), "products": [one.get_absolute_url() for one in made[:50]]})


def serve() -> None:
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    application, factory = get_wsgi_application(), RequestFactory()
    answered: list[str] = []

    def start(status: str, _headers: Any, _problem: Any = None, /) -> Callable[[bytes], object]:
        answered.append(status)
        return len

    for line in sys.stdin:
        path, _mark, query = line.strip().partition("?")
        environment = {**factory.get(path).environ, "QUERY_STRING": query}
        began = time.perf_counter()
        response = application(environment, start)
        body = b"".join(response)
        seconds = time.perf_counter() - began
        response.close()
        print(json.dumps({"status": answered[-1], "seconds": seconds, "bytes": len(body)}), flush=True)


def urls() -> list[Any]:
    from django.apps import apps
    from django.urls import include, path

    config: Any = apps.get_app_config("oscar")
    return [
        path("i18n/", include("django.conf.urls.i18n")),
        path("", include(config.urls[0])),
    ]


def main(file: str) -> None:
    configure(os.environ["OSCAR_DATABASE"].split(","))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    print(fill(file), flush=True)
    serve()


if __name__ == "__main__":
    main(sys.argv[1])
else:
    urlpatterns = urls()
