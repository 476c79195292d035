import os

INSTALLED_APPS = ["django.contrib.auth"]
# ruleid: django-secret-key-in-code
SECRET_KEY = "change-me"
# ruleid: django-secret-key-in-code
SECRET_KEY = os.environ.get("SECRET_KEY", "change-me")
# ok: django-secret-key-in-code
SECRET_KEY = os.environ["SECRET_KEY"]
# ok: django-secret-key-in-code
SECRET_KEY = os.environ.get("SECRET_KEY", "")
# ok: django-secret-key-in-code
SECRET_KEY = env("SECRET_KEY")
