import importlib

from flask import Flask, request

import actions

app = Flask(__name__)
ACTIONS = {"start": actions.start, "stop": actions.stop}


@app.post("/action")
def action():
    name = request.args["action"]
    # ruleid: python-import-from-request
    first = importlib.import_module("plugins." + name)
    # ruleid: python-import-from-request
    second = getattr(actions, name)()
    # ok: python-import-from-request
    third = ACTIONS[name]()
    # ok: python-import-from-request
    fourth = getattr(actions, "start")()
    # ruleid: python-import-from-request
    fifth = globals()[name]
    # ok: python-import-from-request
    sixth = importlib.import_module("plugins.default")
    return first, second, third, fourth, fifth, sixth


@app.post("/checked")
def checked():
    name = request.args["action"]
    if name not in ACTIONS:
        return "no", 404
    # ok: python-import-from-request
    return getattr(actions, name)()
