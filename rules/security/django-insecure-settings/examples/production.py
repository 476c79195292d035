from .base import *

# ok: django-insecure-settings
ALLOWED_HOSTS = ["shop.example.com"]
# ok: django-insecure-settings
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.MD5PasswordHasher",
]
