import hashlib
import hmac


def accept(key, body, signature):
    expected = hmac.new(key, body, hashlib.sha256).hexdigest()
    # ruleid: python-digest-compare
    if signature == expected:
        return True
    # ruleid: python-digest-compare
    if "sha256=" + expected != signature:
        return False
    # ok: python-digest-compare
    if hashlib.sha256(body).hexdigest() == signature:
        return True
    # ok: python-digest-compare
    return hmac.compare_digest(signature, expected)
