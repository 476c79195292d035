from flask import Flask

app = Flask(__name__)
# ruleid: flask-session-cookie-flags
app.config["SESSION_COOKIE_HTTPONLY"] = False
# ruleid: flask-session-cookie-flags
app.config.update(SESSION_COOKIE_SECURE=False, JSON_AS_ASCII=True)
# ok: flask-session-cookie-flags
app.config.update(SESSION_COOKIE_SECURE=True)
# ok: flask-session-cookie-flags
app.config["JSON_AS_ASCII"] = False


class Production:
    # ruleid: flask-session-cookie-flags
    REMEMBER_COOKIE_HTTPONLY = False


class Development:
    # ok: flask-session-cookie-flags
    SESSION_COOKIE_SECURE = False
