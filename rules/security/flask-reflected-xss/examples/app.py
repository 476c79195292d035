from flask import Flask, jsonify, make_response, render_template, request
from markupsafe import Markup, escape

app = Flask(__name__)


@app.get("/search")
def search():
    q = request.args.get("q", "")
    if len(q) > 99:
        # ruleid: flask-reflected-xss
        return "<p>Too long: %s</p>" % q, 400
    if q == "":
        # ok: flask-reflected-xss
        return "<p>Nothing asked</p>"
    # ruleid: flask-reflected-xss
    return f"<p>Nothing found for {q}</p>"


@app.route("/user/<name>")
def user(name):
    # ok: flask-reflected-xss
    link = Markup("<b>{}</b>").format(name)
    # ruleid: flask-reflected-xss
    bold = Markup("<b>" + name + "</b>")
    # ruleid: flask-reflected-xss
    response = make_response("<h1>" + name + "</h1>", 200)
    return render_template("user.html", name=name, link=link, bold=bold, response=response)


@app.route("/user/<int:number>")
def by_number(number):
    # ok: flask-reflected-xss
    return f"<p>{number}</p>"


@app.get("/safe")
def safe():
    q = request.args.get("q", "")
    # ok: flask-reflected-xss
    return f"<p>Nothing found for {escape(q)}</p>"


@app.get("/json")
def as_json():
    # ok: flask-reflected-xss
    return jsonify(q=request.args["q"])


@app.get("/file/<name>")
def as_file(name):
    # ok: flask-reflected-xss
    return send_file(find(name), download_name="{}.csv".format(name))


@app.get("/object")
def as_object():
    # ok: flask-reflected-xss
    return {"q": request.args["q"]}


def helper(q):
    # ok: flask-reflected-xss
    return f"<p>{request.args['q']}</p>"
