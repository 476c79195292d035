# ok: django-csrf-middleware-missing
MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
]
