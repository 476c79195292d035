import hashlib

import bcrypt


def store(user, password, salt):
    # ruleid: python-fast-password-hash
    first = hashlib.md5(password.encode()).hexdigest()
    # ruleid: python-fast-password-hash
    second = hashlib.sha256((salt + password).encode("utf-8")).hexdigest()
    encoded = password.encode()
    # ruleid: python-fast-password-hash
    third = hashlib.new("sha512", encoded)
    # ok: python-fast-password-hash
    fourth = hashlib.pbkdf2_hmac("sha256", encoded, salt, 600_000)
    # ok: python-fast-password-hash
    fifth = bcrypt.hashpw(encoded, bcrypt.gensalt())
    # ok: python-fast-password-hash
    sixth = hashlib.sha256(user.email.encode()).hexdigest()
    # ok: python-fast-password-hash
    seventh = hashlib.scrypt(encoded, salt=salt, n=2**14, r=8, p=1)
    return first, second, third, fourth, fifth, sixth, seventh


def check(form, user):
    digest = hashlib.sha1()
    # ruleid: python-fast-password-hash
    digest.update(form["password"].encode())
    # ok: python-fast-password-hash
    digest.update(b"salt")
    # ruleid: python-fast-password-hash
    return hashlib.sha1(user.raw_password.encode()).hexdigest() == digest.hexdigest()


def cache_key(password_hash):
    # ok: python-fast-password-hash
    return hashlib.sha256(password_hash).hexdigest()
