import json

from flask import Flask, request

from .models import User, UserSchema

app = Flask(__name__)
EDITABLE = ("name", "city")


@app.post("/users")
def create():
    # ruleid: python-mass-assignment
    first = User(**request.get_json())
    # ok: python-mass-assignment
    second = User(name=request.json["name"])
    # ok: python-mass-assignment
    third = UserSchema(**request.json)
    # ok: python-mass-assignment
    fourth = User(**UserSchema().load(request.json))
    body = request.get_json()
    # ok: python-mass-assignment
    fifth = User(**{key: body[key] for key in EDITABLE})
    return first, second, third, fourth, fifth


@app.put("/users/me")
def change():
    for key, value in request.get_json().items():
        # ruleid: python-mass-assignment
        setattr(user, key, value)
    return ""


@app.patch("/users/me")
def patch():
    for key, value in request.json.items():
        if key in EDITABLE:
            # ok: python-mass-assignment
            setattr(user, key, value)
    # ok: python-mass-assignment
    setattr(user, "name", request.json["name"])
    return ""


def view(request):
    # ruleid: python-mass-assignment
    User.objects.create(**request.POST.dict())
    # ok: python-mass-assignment
    User.objects.create(name=request.POST["name"])
    # ruleid: python-mass-assignment
    User.objects.filter(id=1).update(**json.loads(request.body))
