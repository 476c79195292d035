import base64
import json
import pickle

import numpy as np
import torch
import yaml
from fastapi import FastAPI, UploadFile
from flask import Flask, request

app = Flask(__name__)
api = FastAPI()


@app.post("/state")
def restore():
    raw = request.cookies["state"]
    # ruleid: python-unsafe-deserialization
    first = pickle.loads(base64.b64decode(raw))
    # ruleid: python-unsafe-deserialization
    second = yaml.load(request.data, Loader=yaml.Loader)
    # ok: python-unsafe-deserialization
    third = yaml.load(request.data, Loader=yaml.SafeLoader)
    # ok: python-unsafe-deserialization
    fourth = yaml.safe_load(request.data)
    # ok: python-unsafe-deserialization
    fifth = json.loads(raw)
    with open("cache.bin", "rb") as file:
        # ok: python-unsafe-deserialization
        sixth = pickle.load(file)
    return first, second, third, fourth, fifth, sixth


@api.post("/model")
async def upload(file: UploadFile):
    # ruleid: python-unsafe-deserialization
    model = torch.load(file.file)
    # ok: python-unsafe-deserialization
    weights = torch.load(file.file, weights_only=True)
    # ruleid: python-unsafe-deserialization
    table = np.load(file.file, allow_pickle=True)
    # ok: python-unsafe-deserialization
    numbers = np.load(file.file)
    return model, weights, table, numbers


def view(request):
    # ruleid: python-unsafe-deserialization
    return pickle.load(request.FILES["dump"])
