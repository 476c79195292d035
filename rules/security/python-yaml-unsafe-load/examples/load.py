import yaml
from yaml import CSafeLoader, Loader


def read(file):
    # ruleid: python-yaml-unsafe-load
    first = yaml.load(file, Loader=yaml.Loader)
    # ruleid: python-yaml-unsafe-load
    second = yaml.load(file, Loader=Loader)
    # ruleid: python-yaml-unsafe-load
    third = yaml.unsafe_load(file)
    # ruleid: python-yaml-unsafe-load
    fourth = yaml.load(file)
    # ok: python-yaml-unsafe-load
    fifth = yaml.safe_load(file)
    # ok: python-yaml-unsafe-load
    sixth = yaml.load(file, Loader=yaml.SafeLoader)
    # ok: python-yaml-unsafe-load
    seventh = yaml.load(file, Loader=CSafeLoader)
    return first, second, third, fourth, fifth, sixth, seventh
