CORS_ALLOW_ALL_ORIGINS = True
# ruleid: python-cors-any-origin
CORS_ALLOW_CREDENTIALS = True
