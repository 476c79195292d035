from urllib.parse import urlsplit

from flask import Flask, redirect, request, url_for

app = Flask(__name__)
PAGES = {"home": "home"}


@app.post("/login")
def login():
    # ruleid: flask-open-redirect
    return redirect(request.args.get("next") or "/")


@app.post("/back")
def back():
    target = request.form["target"]
    # ruleid: flask-open-redirect
    return redirect(target, code=303)


@app.post("/referrer")
def referrer():
    # ruleid: flask-open-redirect
    return redirect(request.referrer)


@app.post("/checked")
def checked():
    target = request.args.get("next", "/")
    if not is_safe_url(target):
        return redirect("/")
    # ok: flask-open-redirect
    return redirect(target)


@app.post("/inline")
def inline():
    if request.args.get("next") and validators.is_safe_url(request.args.get("next")):
        # ok: flask-open-redirect
        return redirect(request.args.get("next"))
    # ok: flask-open-redirect
    return redirect(get_next_path(request.args.get("next")))


@app.post("/split")
def split():
    target = request.args.get("next", "/")
    if urlsplit(target).netloc:
        target = "/"
    # ok: flask-open-redirect
    return redirect(target)


@app.post("/own")
def own():
    # ok: flask-open-redirect
    return redirect(url_for("search", q=request.args["q"]))


@app.post("/table")
def table():
    # ok: flask-open-redirect
    return redirect(PAGES.get(request.args["page"], "/"))


@app.post("/path")
def path():
    # ok: flask-open-redirect
    return redirect(f"/users/{request.form['name']}")
