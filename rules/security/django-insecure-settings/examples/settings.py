ROOT_URLCONF = "shop.urls"
# ruleid: django-insecure-settings
ALLOWED_HOSTS = ["*"]
# ruleid: django-insecure-settings
SESSION_COOKIE_SECURE = False
# ruleid: django-insecure-settings
SESSION_COOKIE_HTTPONLY = False
# ok: django-insecure-settings
CSRF_COOKIE_SECURE = True
# ok: django-insecure-settings
CSRF_COOKIE_HTTPONLY = False
# ruleid: django-insecure-settings
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DEBUG:
    # ok: django-insecure-settings
    ALLOWED_HOSTS = ["*"]
