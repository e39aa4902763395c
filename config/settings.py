"""Django's settings. What a machine decides comes from config.env; the rest is the same everywhere."""

from __future__ import annotations

from typing import Any

import dj_database_url

from config.env import ROOT, read_env

ENV = read_env()
BASE_DIR = ROOT
SECRET_KEY = ENV.secret_key
DEBUG = ENV.debug
ALLOWED_HOSTS = ["*"]  # the origin check of sockets and CSRF decide; a LAN address cannot be known here
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
AUTH_USER_MODEL = "events.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "events",
    "streaming",
    "realtime",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


def _database() -> dict[str, Any]:
    if not ENV.sqlite:
        # Under ASGI each request has a thread of its own, so a connection kept by a thread is one lost:
        # they are pooled, and a burst of requests waits for a place.
        found: dict[str, Any] = dict(dj_database_url.parse(ENV.database_url))
        pool = {"min_size": 1, "max_size": 12, "timeout": 20}
        return found | {"OPTIONS": {**found.get("OPTIONS", {}), "pool": pool}}
    name = ENV.database_url.removeprefix("sqlite:///") or str(ENV.data / "nhipcau.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        # A room's number is allocated inside the writing transaction, so writers queue at BEGIN.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000",
        },
        "TEST": {"NAME": str(ENV.data / "test.sqlite3")},
    }


DATABASES = {"default": _database()}
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        # Members that a crash left behind cost every send: they expire, and the broadcaster renews its own.
        "CONFIG": {"hosts": [ENV.redis_url], "group_expiry": 60, "expiry": 10, "capacity": 1000},
    }
    if ENV.redis_url
    else {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 1000}}
}
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url}
    if ENV.redis_url
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "nhipcau_language"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = ENV.data / "static"
MEDIA_ROOT = ENV.data / "media"
MEDIA_URL = "media/"
FRONTEND_BUILD = ROOT / "frontend" / "build"
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False
SERVESTATIC_ALLOW_ALL_ORIGINS = False
SERVESTATIC_ROOT = FRONTEND_BUILD if FRONTEND_BUILD.is_dir() else None


def _never_changes(path: str, url: str) -> bool:
    return url.startswith("/_app/immutable/")


SERVESTATIC_IMMUTABLE_FILE_TEST = _never_changes

# Bounds on what a request may bring. Videos go to a file on disk; the file's own bound is in streaming.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Uploads are received where they end up, not in a small /tmp.
FILE_UPLOAD_TEMP_DIR = ENV.data / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
MAX_VIDEO_BYTES = 8 * 1024**3  # about two hours of a ceremony at 8 Mb/s

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = ["events.logins.GuardedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_TLS = bool(ENV.tls_cert) or ENV.public_url.startswith("https://")
SESSION_COOKIE_SECURE = SECURE_TLS
CSRF_COOKIE_SECURE = SECURE_TLS
CSRF_TRUSTED_ORIGINS = [ENV.public_url] if ENV.public_url else []
CSRF_FAILURE_VIEW = "config.operations.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        # The token first: it is what makes DRF answer 401, and not 403, to whom has not logged in.
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    # Closed unless a view says otherwise; the matrix test holds every route against events.permissions.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["events.api.parsers.BoundedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "NUM_PROXIES": 0,  # uvicorn has taken the client from the trusted proxies; a header proves nothing
    "EXCEPTION_HANDLER": "events.api.errors.answer_error",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Nhịp Cầu",
    "DESCRIPTION": "A livestream desk for public institutions. Public contract v1.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # The page's assets come with the package: no page of ours asks a third party for anything.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Enums by the design's words; without these the schema would number the fields called "state".
    "ENUM_NAME_OVERRIDES": {
        "Role": "events.enums.Role",
        "CeremonyKind": "events.enums.CeremonyKind",
        "CeremonyState": "events.enums.CeremonyState",
        "SegmentKind": "events.enums.SegmentKind",
        "PageKind": "streaming.enums.PageKind",
        "SourceKind": "streaming.enums.SourceKind",
        "SourcePhase": "streaming.enums.SourcePhase",
        "ProgramPhase": "streaming.enums.ProgramPhase",
        "RelayPhase": "streaming.enums.RelayPhase",
        "RehearsalVerdict": "streaming.enums_drill.Verdict",
        "CommentState": "realtime.enums.CommentState",
        "RoomState": "realtime.enums.RoomState",
        "SanctionKind": "realtime.enums.Sanction",
        "CaseState": "realtime.enums.CaseState",
    },
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "httpx": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "uvicorn.error": {"level": "WARNING"},
    },
}
