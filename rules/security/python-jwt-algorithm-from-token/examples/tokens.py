import jwt


def read(token, key):
    header = jwt.get_unverified_header(token)
    # ruleid: python-jwt-algorithm-from-token
    first = jwt.decode(token, key, algorithms=[header["alg"]])
    # ruleid: python-jwt-algorithm-from-token
    second = jwt.decode(token, key, algorithms=["HS256", "RS256"])
    # ruleid: python-jwt-algorithm-from-token
    third = jwt.decode(token, key, algorithms=["RS256", "RS512", "HS256"])
    # ok: python-jwt-algorithm-from-token
    fourth = jwt.decode(token, key, algorithms=["RS256", "ES256"])
    # ok: python-jwt-algorithm-from-token
    fifth = jwt.decode(token, key, algorithms=["HS256"])
    # ruleid: python-jwt-algorithm-from-token
    sixth = jwt.decode(token, key, algorithms=[jwt.get_unverified_header(token)["alg"]])
    return first, second, third, fourth, fifth, sixth, header["kid"]
