"""All settings of Jangteo, read from the environment; see docs/operations.md for the variables.

The defaults are for a developer's machine. With DEBUG=0 a missing SECRET_KEY stops the start.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal import environment as env
from portal.api_document import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()

DEBUG = env.flag("DEBUG", True)
SECRET_KEY = env.text("SECRET_KEY", "development-only-key-not-for-production" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is missing: set it to a long random text when DEBUG=0.")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", "")  # former keys: what they signed and sealed still holds
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver" if DEBUG else "")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", "")
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{env.text('PORT', '8000')}").rstrip("/")
HTTPS = SITE_URL.startswith("https://")

PROXIES = env.count("PROXIES", 0)  # in front of the portal; limits by address count the last one that is not ours

# Payments (docs/payments.md). Without a key nothing can be paid; a key without the secret of its webhook would take
# money and not hear of it.
STRIPE_API_KEY = env.text("STRIPE_API_KEY")
STRIPE_API_BASE = env.text("STRIPE_API_BASE").rstrip("/")  # empty: Stripe itself
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET")
if STRIPE_API_KEY and not STRIPE_WEBHOOK_SECRET and not DEBUG:
    raise ImproperlyConfigured("STRIPE_WEBHOOK_SECRET is missing: with STRIPE_API_KEY both are needed.")
if STRIPE_API_BASE and STRIPE_API_KEY.startswith(("sk_live_", "rk_live_")):
    raise ImproperlyConfigured("STRIPE_API_BASE must be empty with a live key: it is sent to Stripe alone.")

INSTALLED_APPS = [
    "portal.core",
    "portal.demo",
    "companies",
    "catalog",
    "offers",
    "consultations",
    "community",
    "payments",
    "trade",
    "cms",
    "notifications",
    "search",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "portal.backoffice.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "django_htmx",
    "template_partials",
    "channels",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "portal.core.middleware.SecurityPolicyMiddleware",
    "portal.errors.NulMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.core.anonymous.AnonymousMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.errors.SizeLimitMiddleware",
    "portal.errors.MethodMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "companies.account.sessions.SeenMiddleware",
    "companies.account.second_factor.StaffMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "companies.middleware.ActorMiddleware",
    "cms.desk.middleware.OfficeLanguageMiddleware",
    "cms.desk.middleware.MadeUpIdsMiddleware",
    "companies.impersonation.ImpersonationMiddleware",
    "companies.middleware.StandingMiddleware",
    "companies.mandates.middleware.MandateMiddleware",
    "cms.legal.asking.AgreementMiddleware",
    "portal.elsewhere.ElsewhereMiddleware",
    "portal.core.middleware.PreferencesMiddleware",
    "portal.core.middleware.RefusalMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "notifications.context.unread",
                "consultations.context.unread",
                "portal.core.context.preferences",
                "portal.core.anonymous.token",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

# -- data ---------------------------------------------------------------------------------------------------

DATABASES = {"default": env.database(env.text("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL")
REDIS_PREFIX = env.text("REDIS_PREFIX", "jangteo")
ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL")
SEARCH_PREFIX = env.text("SEARCH_PREFIX", "jangteo")
SEARCH_PATIENCE = env.seconds("SEARCH_PATIENCE", 0.6)  # a page must answer within one, with or without the engine
SEARCH_REPLICAS = env.text("SEARCH_REPLICAS", "0-1")

CACHES = env.caches(REDIS_URL, REDIS_PREFIX)
CHANNEL_LAYERS = env.channel_layers(REDIS_URL, REDIS_PREFIX)

# How long a page of the programme's site is kept for visitors (core/anonymous.py); without Redis an editor's change
# would reach one process only, and in DEBUG an edited template shows at once.
ANONYMOUS_CACHE_SECONDS = env.count("ANONYMOUS_CACHE_SECONDS", 60 if REDIS_URL and not DEBUG else 0)

# -- people -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "companies.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "companies.forms.SignupDetailsForm"
ACCOUNT_FORMS = {
    "login": "companies.account_forms.LoginForm",
    "signup": "companies.account_forms.SignupForm",
    "add_email": "companies.account_forms.AddEmailForm",
    "change_password": "companies.account_forms.ChangePasswordForm",
    "reset_password": "companies.account_forms.ResetPasswordForm",
    "reset_password_from_key": "companies.account_forms.ResetPasswordKeyForm",
    "set_password": "companies.account_forms.SetPasswordForm",
    "reauthenticate": "companies.account_forms.ReauthenticateForm",
}
ACCOUNT_ADAPTER = "companies.account.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of every change to the ways in, to the main address
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before addresses are changed; the second factor asks by itself
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = None  # the person says so
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
# Tries by address and by account; what is left out keeps allauth's own limit.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "10/m/ip,60/h/ip",
    "reset_password": "10/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    "manage_email": "10/m/user",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
SIGNUP_OPEN = env.flag("SIGNUP_OPEN", True)
REVIEW_FIRST_LISTINGS = env.flag("REVIEW_FIRST_LISTINGS", True)  # what unchecked firms list waits for staff
CHECK_DAYS = env.count("CHECK_DAYS", 2)  # working days within which staff promise to have looked at what waits for them
OFFICE_ZONE = env.text("OFFICE_ZONE", "Asia/Seoul")  # in which their hours are counted
LISTING_DAYS = env.count("LISTING_DAYS", 180)  # after them a listing that nobody confirmed expires; 0: never
MFA_ADAPTER = "companies.account.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_TOTP_ISSUER = "Jangteo"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody gets in without one confirmed address; a second may wait for its link
MFA_FORMS = {
    "authenticate": "companies.account.forms.AuthenticateForm",
    "reauthenticate": "companies.account.forms.ReauthenticateByCodeForm",
    "activate_totp": "companies.account.forms.ActivateTotpForm",
    "add_webauthn": "companies.account.forms.AddPasskeyForm",
    "edit_webauthn": "companies.account.forms.RenamePasskeyForm",
    "login_webauthn": "companies.account.forms.LoginByPasskeyForm",
    "authenticate_webauthn": "companies.account.forms.AuthenticateByPasskeyForm",
    "reauthenticate_webauthn": "companies.account.forms.ReauthenticateByPasskeyForm",
}
STAFF_NEEDS_MFA = env.flag("STAFF_NEEDS_MFA", not DEBUG)
SUSPENSION_BY_TWO = env.level("SUSPENSION_BY_TWO", "2")  # from which level on two suspend a firm; None: one does
DEBTS_BY_TWO = env.flag("DEBTS_BY_TWO", True)  # whether a second person confirms that a debt was settled otherwise
REFUNDS_BY_TWO = env.count("REFUNDS_BY_TWO", 1000)  # euro from which on two of the paid firm send money back; 0: never
USERSESSIONS_ADAPTER = "companies.account.sessions.SessionsAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
PASSPORT_KEY = env.text("PASSPORT_KEY")  # Ed25519, signs companies' passports: PEM, or the seed (base64, hex)
SEARCHES_A_MINUTE = env.count("SEARCHES_A_MINUTE", 600)  # by person, or visitors' address; 0: no limit
WEBHOOKS_INSIDE = DEBUG and env.flag("WEBHOOKS_INSIDE", False)  # to http and private addresses: to try them out

# -- language, place, money ---------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["portal.formats"]
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_CURRENCY = "USD"
CURRENCIES = ["USD", "EUR", "KRW", "JPY", "CNY", "GBP", "AUD", "CAD", "SGD", "THB", "IDR", "MXN", "BRL", "CHF"]

# How many companies one may send inquiries to in 24 hours, by how far it was checked (offers/inquiry_limits.py).
INQUIRIES_A_DAY = [30, 60, 120, 240]

# What a company may begin and say in consultations, by how far it was checked (safety/pace.py); empty: no limit.
TALK_NEW_A_DAY = env.counts("TALK_NEW_A_DAY", "20,60,120,240,480")
TALK_MESSAGES_A_MINUTE = env.counts("TALK_MESSAGES_A_MINUTE", "30,60,90,120,180")
TALK_MESSAGES_A_DAY = env.counts("TALK_MESSAGES_A_DAY", "500,2000,5000,10000,20000")

# The translation of messages: a server that speaks LibreTranslate's protocol; without an address it is off.
TRANSLATION_URL = env.text("TRANSLATION_URL").rstrip("/")
TRANSLATION_KEY = env.text("TRANSLATION_KEY")
TRANSLATION_NAME = env.text("TRANSLATION_NAME", "LibreTranslate")
TRANSLATION_TIMEOUT = env.seconds("TRANSLATION_TIMEOUT", 8)

# -- files --------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
STATICFILES_FINDERS = [
    "portal.core.bundles.BundleFinder",
    "portal.core.vendored.VendorFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ORIGIN = env.media_origin(env.text("STORAGE_URL"))
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"  # never served
STORAGES = {
    **env.file_storages(env.text("STORAGE_URL")),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a product's page with 200 variants sends about 1,700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_LIMIT = 100 * 1024 * 1024  # the whole of a request, with its files
# What the files of one company may take up, by how far it was checked (companies/models/storing.py); empty: no limit.
STORAGE_MEGABYTES = env.counts("STORAGE_MEGABYTES", "500,2000,10000,20000")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# -- mail ---------------------------------------------------------------------------------------------------

for _name, _value in env.email(env.text("EMAIL_URL"), DATA_DIR).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Jangteo <no-reply@jangteo.example>")

ALARM_MAILS = env.words("ALARM_MAILS", "")  # who is told of alarms; empty: all who may do everything
ALARM_OUTBOX = env.count("ALARM_OUTBOX", 5000)  # facts that may wait
ALARM_DISK_PERCENT = env.count("ALARM_DISK_PERCENT", 10)  # that must be free
ALARM_SIGN_INS = env.count("ALARM_SIGN_INS", 100)  # that may fail within a quarter of an hour
ALARM_REFUSALS = env.count("ALARM_REFUSALS", 500)  # answers 403 and 429 within a quarter of an hour

# -- safety -------------------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = env.cookie_names(HTTPS)
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- the rest -----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Jangteo"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nobody's address is told to a third party
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Passwords and addresses are changed at the portal's own pages, which count tries and confirm addresses.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True  # what was approved is what goes on line
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Those that browsers know, too: not “localtime”, “Factory” or what a system keeps beside them.
WAGTAIL_USER_TIME_ZONES = env.time_zones()
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "mp4", "webm", "vtt"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.uploads.PictureForm"  # a picture is read to its end before it is taken
FORM_RENDERER = "portal.core.forms.LedgerRenderer"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "companies.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["portal.core.rest.ReadAllWriteByToken"],
    "DEFAULT_PAGINATION_CLASS": "portal.core.rest.Pages",
    "PAGE_SIZE": 25,
    "DEFAULT_SCHEMA_CLASS": "portal.core.described.Described",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "portal.core.rest.JsonParser",
        "rest_framework.parsers.FormParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "600/min", "user": "1200/min"},
    "NUM_PROXIES": PROXIES,
    "EXCEPTION_HANDLER": "portal.core.rest.explain",
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
# A custom user is unique by its lower-cased address, which auth.W004 does not see. Covering indexes (models.W040) are
# for PostgreSQL: on SQLite the same index without the covered columns does.
SILENCED_SYSTEM_CHECKS = ["auth.W004", "models.W040"]
