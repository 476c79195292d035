INSTALLED_APPS = ["django.contrib.auth"]
ROOT_URLCONF = "shop.urls"
# ruleid: django-debug-on
DEBUG = True
