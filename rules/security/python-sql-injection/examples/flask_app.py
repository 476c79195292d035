import sqlite3

import pandas as pd
from flask import Flask, request
from sqlalchemy import text

app = Flask(__name__)
ORDERS = {"name": "name", "age": "born_at"}


@app.route("/users")
def users():
    db = sqlite3.connect("app.db")
    name = request.args["name"]
    # ruleid: python-sql-injection
    db.execute(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python-sql-injection
    db.cursor().execute("SELECT * FROM users WHERE name = '%s'" % name)
    # ruleid: python-sql-injection
    db.execute("SELECT * FROM users WHERE name = '{}'".format(name))
    # ok: python-sql-injection
    db.execute("SELECT * FROM users WHERE name = ?", (name,))
    # ok: python-sql-injection
    db.execute("SELECT * FROM users WHERE id = %d" % int(request.args["id"]))
    column = ORDERS.get(request.args.get("sort"), "name")
    # ok: python-sql-injection
    db.execute(f"SELECT * FROM users ORDER BY {column}")
    return ""


@app.route("/find/<term>")
def find(term):
    # ruleid: python-sql-injection
    query = text("SELECT * FROM pages WHERE title LIKE '%" + term + "%'")
    # ok: python-sql-injection
    safe = text("SELECT * FROM pages WHERE title LIKE :term")
    session.execute(safe, {"term": term})
    # ruleid: python-sql-injection
    pd.read_sql(f"SELECT * FROM pages WHERE title = '{term}'", engine)
    # ok: python-sql-injection
    pd.read_sql("SELECT * FROM pages WHERE title = :t", engine, params={"t": term})
    return query


@app.route("/sorted")
def sorted_pages():
    order = request.args.get("order", "asc")
    if order not in ("asc", "desc"):
        order = "asc"
    # ok: python-sql-injection
    return session.execute("SELECT * FROM pages ORDER BY title " + order)
