import logging
import traceback

from django.http import HttpResponse
from fastapi import HTTPException
from flask import Flask, jsonify

app = Flask(__name__)


@app.errorhandler(500)
def failed(error):
    # ruleid: python-traceback-in-response
    return traceback.format_exc(), 500


@app.get("/data")
def data():
    try:
        return load()
    except ValueError:
        trace = traceback.format_exc()
        # ruleid: python-traceback-in-response
        return jsonify(error=trace)
    except KeyError:
        logging.error(traceback.format_exc())
        # ok: python-traceback-in-response
        return jsonify(error="no such key")


def view(request):
    try:
        return load()
    except ValueError:
        # ruleid: python-traceback-in-response
        return HttpResponse("<pre>" + traceback.format_exc() + "</pre>")


def api():
    try:
        load()
    except ValueError as error:
        # ruleid: python-traceback-in-response
        raise HTTPException(status_code=500, detail=traceback.format_exc()) from error
    except KeyError as error:
        # ok: python-traceback-in-response
        raise HTTPException(status_code=404, detail="unknown") from error


def report():
    # ok: python-traceback-in-response
    return traceback.format_exc()
