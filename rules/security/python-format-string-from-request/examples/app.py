from string import Template

from flask import Flask, request

app = Flask(__name__)


@app.post("/greet")
def greet():
    greeting = request.form["greeting"]
    # ruleid: python-format-string-from-request
    first = greeting.format(user=user)
    # ruleid: python-format-string-from-request
    second = ("Hello " + greeting).format(user)
    # ok: python-format-string-from-request
    third = "Hello {}".format(greeting)
    # ok: python-format-string-from-request
    fourth = Template(greeting).safe_substitute(name="x")
    # ruleid: python-format-string-from-request
    fifth = greeting.format_map({"user": user})
    return first, second, third, fourth, fifth
