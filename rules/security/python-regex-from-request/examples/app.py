import re

from flask import Flask, request

app = Flask(__name__)


@app.get("/search")
def search():
    q = request.args["q"]
    # ruleid: python-regex-from-request
    first = re.compile(q, re.IGNORECASE)
    # ruleid: python-regex-from-request
    second = re.findall("^" + q, TEXT)
    # ok: python-regex-from-request
    third = re.compile(re.escape(q))
    # ok: python-regex-from-request
    fourth = re.match(r"^\w+$", q)
    # ok: python-regex-from-request
    fifth = re.sub(r"\s+", " ", q)
    # ruleid: python-regex-from-request
    sixth = re.search(rf"\b{q}\b", TEXT)
    return first, second, third, fourth, fifth, sixth
