import json


def read_settings(path):
    # ruleid: python-file-not-closed
    return json.load(open(path))


def read_text(path):
    # ruleid: python-file-not-closed
    return open(path).read()


def count(path):
    # ruleid: python-file-not-closed
    file = open(path)
    lines = 0
    for line in file:
        lines += 1
    return lines


def read_closed(path):
    # ok: python-file-not-closed
    file = open(path)
    try:
        return file.read()
    finally:
        file.close()


def opened(path):
    # ok: python-file-not-closed
    file = open(path)
    return file


def read_with(path):
    # ok: python-file-not-closed
    with open(path) as file:
        return file.read()


class Log:
    def __init__(self, path):
        # ok: python-file-not-closed
        self.file = open(path, "a")


def start(path):
    # ok: python-file-not-closed
    out = open(path, "w")
    run(["tool"], out)
