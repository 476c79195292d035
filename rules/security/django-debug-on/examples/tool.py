# ok: django-debug-on
DEBUG = True
