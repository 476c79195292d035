from flask import Flask

app = Flask(__name__)
# ruleid: flask-csrf-off
app.config["WTF_CSRF_ENABLED"] = False
# ok: flask-csrf-off
app.config["WTF_CSRF_ENABLED"] = True
# ruleid: flask-csrf-off
app.config.update(WTF_CSRF_ENABLED=False)


class Production:
    # ruleid: flask-csrf-off
    WTF_CSRF_ENABLED = False


class TestConfig(Production):
    # ok: flask-csrf-off
    WTF_CSRF_ENABLED = False


def view():
    # ruleid: flask-csrf-off
    form = LoginForm(meta={"csrf": False})
    # ok: flask-csrf-off
    other = LoginForm()
    return form, other
