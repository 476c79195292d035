import jwt
from jose import jwt as jose_jwt


def read(token, key):
    # ruleid: python-jwt-not-verified
    first = jwt.decode(token, options={"verify_signature": False})
    # ruleid: python-jwt-not-verified
    second = jwt.decode(token, key, options={"verify_exp": True, "verify_signature": False}, algorithms=["HS256"])
    # ok: python-jwt-not-verified
    third = jwt.decode(token, key, algorithms=["HS256"])
    # ok: python-jwt-not-verified
    fourth = jwt.decode(token, key, algorithms=["HS256"], options={"verify_aud": False})
    # ruleid: python-jwt-not-verified
    fifth = jwt.decode(token, key, algorithms=["HS256", "none"])
    # ruleid: python-jwt-not-verified
    sixth = jose_jwt.get_unverified_claims(token)
    # ok: python-jwt-not-verified
    seventh = jwt.get_unverified_header(token)
    return first, second, third, fourth, fifth, sixth, seventh
