import os
import secrets

from flask import Flask

app = Flask(__name__)
# ruleid: flask-secret-key-in-code
app.secret_key = "change-me"
# ruleid: flask-secret-key-in-code
app.config["SECRET_KEY"] = "change-me"
# ruleid: flask-secret-key-in-code
app.config.update(DEBUG=False, SECRET_KEY="change-me")
# ok: flask-secret-key-in-code
app.secret_key = os.environ["SECRET_KEY"]
# ok: flask-secret-key-in-code
app.config["SECRET_KEY"] = secrets.token_hex()
# ok: flask-secret-key-in-code
app.config["SECRET_KEY"] = os.environ.get("SECRET_KEY")
# ok: flask-secret-key-in-code
app.config["SESSION_COOKIE_NAME"] = "shop"
