"""The portal that journeys visit: it offers what a developer's does, and works as one in use does.

So with DEBUG all that is computed of it (mails to read, the style guide, programs on this machine); but without what
DEBUG costs at each request: static files looked for and asked for again, statements kept, markup made anew.
"""

from portal.settings import *  # noqa: F403  # all of them but what stands below

assert DEBUG, "journeys read their mails at /dev/mail/"  # noqa: F405  # of those
DEBUG = False
ROOT_URLCONF = "tests.journeys.portal_urls"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",  # the others are slow on purpose
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSPORT_KEY = PASSPORT_KEY or "4a" * 32  # noqa: F405  # DEBUG would have made one
