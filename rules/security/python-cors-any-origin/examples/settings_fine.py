CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
# ok: python-cors-any-origin
CORS_ALLOW_CREDENTIALS = True
