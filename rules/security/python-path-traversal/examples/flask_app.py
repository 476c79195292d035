import os
from pathlib import Path

from flask import Flask, abort, request, send_file, send_from_directory
from werkzeug.utils import secure_filename

app = Flask(__name__)
FOLDER = Path("/srv/files")
PAGES = {"terms": "terms.html"}


@app.get("/files")
def download():
    name = request.args["name"]
    # ruleid: python-path-traversal
    first = send_file(os.path.join(FOLDER, name))
    # ok: python-path-traversal
    second = send_from_directory(FOLDER, name)
    # ruleid: python-path-traversal
    with open(f"/srv/files/{name}") as file:
        third = file.read()
    # ok: python-path-traversal
    with open(os.path.join(FOLDER, secure_filename(name))) as file:
        fourth = file.read()
    # ok: python-path-traversal
    with open(FOLDER / os.path.basename(name)) as file:
        fifth = file.read()
    # ok: python-path-traversal
    with open(FOLDER / PAGES[name]) as file:
        sixth = file.read()
    return first, second, third, fourth, fifth, sixth


@app.get("/export")
def export():
    output = dump_csv(request.args["table"])
    # ok: python-path-traversal
    return send_file(output, as_attachment=True)


@app.delete("/files/<path:name>")
def delete(name):
    # ruleid: python-path-traversal
    os.remove(FOLDER / name)
    return ""


@app.get("/page/<int:number>")
def page(number):
    # ok: python-path-traversal
    return send_file(f"/srv/pages/{number}.html")


@app.get("/checked")
def checked():
    path = (FOLDER / request.args["name"]).resolve()
    if not path.is_relative_to(FOLDER):
        abort(404)
    # ok: python-path-traversal
    return path.read_text()


@app.post("/upload")
def upload():
    sent = request.files["file"]
    # ruleid: python-path-traversal
    sent.save(os.path.join(FOLDER, sent.filename))
    # ok: python-path-traversal
    sent.save(os.path.join(FOLDER, secure_filename(sent.filename)))
    return ""


@app.post("/note")
def note():
    target = FOLDER / request.form["title"]
    # ruleid: python-path-traversal
    target.write_text(request.form["text"])
    # ok: python-path-traversal
    (FOLDER / "last.txt").write_text(request.form["text"])
    return ""
