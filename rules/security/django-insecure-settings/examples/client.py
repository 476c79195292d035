# ok: django-insecure-settings
ALLOWED_HOSTS = ["*"]
