# ok: django-csrf-middleware-missing
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shop.security.OwnCsrfMiddleware",
]
