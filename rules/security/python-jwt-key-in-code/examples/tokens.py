import os

import jwt

KEY = "change-me"


def make(user, token):
    # ruleid: python-jwt-key-in-code
    first = jwt.encode({"sub": user.id}, "change-me", algorithm="HS256")
    # ruleid: python-jwt-key-in-code
    second = jwt.decode(token, KEY, algorithms=["HS256"])
    # ok: python-jwt-key-in-code
    third = jwt.encode({"sub": user.id}, os.environ["JWT_KEY"], algorithm="HS256")
    # ok: python-jwt-key-in-code
    fourth = jwt.decode(token, user.key, algorithms=["HS256"])
    # ok: python-jwt-key-in-code
    fifth = jwt.decode(token, "", options={"verify_signature": False})
    return first, second, third, fourth, fifth
