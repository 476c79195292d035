from .base import *

# ok: django-debug-on
DEBUG = False
