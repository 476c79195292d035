import os
import shlex
import subprocess
from subprocess import check_output

from flask import Flask, request

app = Flask(__name__)
FORMATS = {"png": "png", "jpg": "jpeg"}


@app.route("/ping")
def ping():
    host = request.args["host"]
    # ruleid: python-command-injection
    return subprocess.check_output(f"ping -c 1 {host}", shell=True)


@app.route("/who/<name>")
def who(name):
    # ruleid: python-command-injection
    os.system("finger " + name)
    return ""


@app.route("/user/<int:user_id>")
def user(user_id):
    # ok: python-command-injection
    os.system("id %d" % user_id)
    return ""


@app.route("/convert", methods=["POST"])
def convert():
    target = request.form.get("format", "png")
    # ruleid: python-command-injection
    check_output("convert in.svg out." + target, shell=True)
    # ok: python-command-injection
    subprocess.run(["convert", "in.svg", "out." + target], check=True)
    # ok: python-command-injection
    subprocess.run("convert in.svg out." + FORMATS[target], shell=True)
    # ok: python-command-injection
    os.system("convert in.svg " + shlex.quote(target))
    # ok: python-command-injection
    os.system("convert --quality %d in.svg out.png" % int(request.form["quality"]))
    return ""


def run_it(command):
    # ruleid: python-command-injection
    return os.popen(command).read()


@app.route("/logs")
def logs():
    return run_it("grep " + request.args.get("q", "") + " app.log")


@app.route("/list")
def listing():
    name = request.args["name"]
    if name not in FORMATS:
        return "no", 400
    # ok: python-command-injection
    os.system("ls " + name)
    # ok: python-command-injection
    os.system("ls /srv")
    return ""
