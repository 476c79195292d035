import hashlib
import hmac


def sign(secret, body, settings):
    # ruleid: python-weak-hash-for-secret
    first = hashlib.md5((secret + body).encode()).hexdigest()
    # ruleid: python-weak-hash-for-secret
    second = hashlib.sha1(f"{body}{settings.SECRET_KEY}".encode()).hexdigest()
    # ok: python-weak-hash-for-secret
    third = hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()
    # ok: python-weak-hash-for-secret
    fourth = hashlib.md5(body.encode()).hexdigest()
    # ok: python-weak-hash-for-secret
    fifth = hashlib.md5(secret.encode(), usedforsecurity=False).hexdigest()
    # ok: python-weak-hash-for-secret
    sixth = hashlib.sha256(secret.encode()).hexdigest()
    return first, second, third, fourth, fifth, sixth
