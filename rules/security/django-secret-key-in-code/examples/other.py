# ok: django-secret-key-in-code
SECRET_KEY = "name-of-the-setting"
