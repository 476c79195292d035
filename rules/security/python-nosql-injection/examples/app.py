from bson import ObjectId
from flask import Flask, request
from pymongo import MongoClient

app = Flask(__name__)
db = MongoClient().shop


@app.post("/reset")
def reset():
    body = request.get_json()
    # ruleid: python-nosql-injection
    user = db.users.find_one({"name": body["name"], "reset_code": body["code"]})
    # ruleid: python-nosql-injection
    orders = db.orders.find(request.json)
    # ruleid: python-nosql-injection
    db.orders.delete_many({"owner": request.json["owner"]})
    # ok: python-nosql-injection
    safe = db.users.find_one({"name": str(body["name"])})
    # ok: python-nosql-injection
    one = db.orders.find_one({"_id": ObjectId(body["id"])})
    # ok: python-nosql-injection
    many = db.orders.find({"owner": request.args["owner"]})
    # ok: python-nosql-injection
    db.orders.update_one({"owner": "me"}, {"$set": {"note": body["note"]}})
    # ok: python-nosql-injection
    equal = db.orders.find({"owner": {"$eq": body["owner"]}})
    return user, orders, safe, one, many, equal
