import ast
import builtins
import json

from django.http import HttpResponse
from fastapi import FastAPI
from flask import Flask, request

app = Flask(__name__)
api = FastAPI()


@app.post("/calculate")
def calculate():
    expression = request.form["expression"]
    # ruleid: python-code-injection
    first = eval(expression)
    # ruleid: python-code-injection
    exec("result = " + expression)
    # ruleid: python-code-injection
    builtins.eval(compile_it(expression))
    # ok: python-code-injection
    second = ast.literal_eval(expression)
    # ok: python-code-injection
    third = eval("1 + 2")
    # ok: python-code-injection
    fourth = eval("%d + 1" % int(expression))
    return first, second, third, fourth, json.loads(expression)


def view(request):
    # ruleid: python-code-injection
    code = compile(request.body, "sent", "exec")
    # ok: python-code-injection
    model.eval()
    return HttpResponse(code)


@api.get("/f")
def formula(f: str, size: int):
    # ruleid: python-code-injection
    return [eval(f, {"x": x}) for x in range(size)]
