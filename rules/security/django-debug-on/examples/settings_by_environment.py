import os

INSTALLED_APPS = ["django.contrib.auth"]
# ok: django-debug-on
DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
if os.environ.get("DEVELOPER"):
    # ok: django-debug-on
    DEBUG = True
