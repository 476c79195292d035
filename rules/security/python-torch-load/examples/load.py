import torch
from transformers import AutoModel, pipeline


def load(path):
    # ruleid: python-torch-load
    first = torch.load(path, weights_only=False)
    # ok: python-torch-load
    second = torch.load(path, weights_only=True)
    # ok: python-torch-load
    third = torch.load(path, map_location="cpu")
    # ruleid: python-torch-load
    fourth = AutoModel.from_pretrained("example/model", trust_remote_code=True)
    # ok: python-torch-load
    fifth = AutoModel.from_pretrained("example/model")
    # ruleid: python-torch-load
    sixth = pipeline("text-generation", model="example/model", trust_remote_code=True)
    return first, second, third, fourth, fifth, sixth
