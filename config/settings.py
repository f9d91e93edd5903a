"""Django's settings. What differs from one place to the next comes from the environment."""

from pathlib import Path
from typing import Any

import django_stubs_ext

from config import environment
from config.databases import databases

django_stubs_ext.monkeypatch()  # lets Field[...], QuerySet[...] be written where classes are made

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret("SECRET_KEY", kept_in=VAR / "secret_key")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")
PUBLIC_READING = environment.flag("PUBLIC_READING", default=False)

INSTALLED_APPS = [
    "config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "accounts",
    "articles",
    "quotes",
]

MIDDLEWARE = [
    "quotes.api.protocol.request_ids.named_requests",
    "config.headers.SecurityHeadersMiddleware",
    "quotes.api.protocol.middleware.api_problems",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.PageCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "quotes.api.protocol.middleware.api_in_english",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.acting_role",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "quotes.views.deeds.DeedsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

FORM_RENDERER = "config.fields.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------

DATABASES = databases()
EMBEDDED_POSTGRES: dict[str, Any] = {"folder": VAR / "pg"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Jobs ---------------------------------------------------------------------------------------

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # what can be a job says so: quotes/jobs.py
# The worker's, which has to know them all.
PROCRASTINATE_IMPORT_PATHS = ["quotes.commands", "quotes.interchange.dumps"]

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds a one-time sign-in link lives
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]  # what has a catalogue in locale/; the pages are written in it
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = len(LANGUAGES) > 1  # two hundred texts a page, looked up in nothing: a millisecond
USE_TZ = True
TIME_ZONE = environment.text("TIME_ZONE", "UTC")

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]  # ours and nobody's
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.StaticFilesStorage"},
}
EXPORTS = Path(environment.text("EXPORTS", str(VAR / "exports"))).absolute()  # dumps
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # at once, for workers to take in

# --- The API ------------------------------------------------------------------------------------

API_RATE = environment.number("API_RATE", 6000)  # requests a minute for each token; 0: no limit
API_RATE_ANONYMOUS = environment.number("API_RATE_ANONYMOUS", 600)  # for each address without one

REST_FRAMEWORK = {
    # No sessions: who comes with a cookie comes by the pages, which check where it came from.
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.CanAnnotate"],
    "DEFAULT_PARSER_CLASSES": ["quotes.api.protocol.bodies.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "quotes.api.protocol.refusals.answer_refusal",
    "URL_FORMAT_OVERRIDE": None,  # else `?format=` would be a parameter that no list describes
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Verbatim",
    "VERSION": "1",
    "DESCRIPTION": (
        "Who said what, in which words, about what. Offsets are Unicode code points, half open,"
        " into one text version. Every refusal is problem JSON (RFC 9457)."
    ),
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["quotes.api.described.describe.finish"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
}

# --- On the wire --------------------------------------------------------------------------------

HTTPS = environment.flag("HTTPS", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "verbatim_session"
CSRF_COOKIE_NAME = "verbatim_csrf"
# The other headers are config/headers.py's alone, which knows which kind of answer wants which.
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
SECURE_REFERRER_POLICY = None
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"}
    },
    "filters": {"request_ids": {"()": "quotes.api.protocol.request_ids.RequestIds"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_ids"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}
