import os

from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

IV = b"0123456789abcdef"


def make(key, data, message):
    # ruleid: python-fixed-iv
    first = AES.new(key, AES.MODE_CBC, b"0000000000000000")
    # ruleid: python-fixed-iv
    second = AES.new(key, AES.MODE_CBC, iv=IV)
    # ruleid: python-fixed-iv
    third = Cipher(algorithms.AES(key), modes.CBC(b"\x00" * 16))
    # ok: python-fixed-iv
    fourth = Cipher(algorithms.AES(key), modes.CBC(os.urandom(16)))
    # ok: python-fixed-iv
    fifth = AES.new(key, AES.MODE_CBC, message[:16])
    # ok: python-fixed-iv
    fifth = AES.new(key, AES.MODE_CBC, bytes.fromhex(message["iv"]))
    # ruleid: python-fixed-iv
    sixth = AESGCM(key).encrypt(b"unique nonce", data, None)
    # ok: python-fixed-iv
    seventh = AESGCM(key).encrypt(os.urandom(12), data, None)
    # ruleid: python-fixed-iv
    eighth = Cipher(algorithms.AES(key), modes.CTR(bytes(16)))
    # ok: python-fixed-iv
    ninth = AES.new(key, AES.MODE_GCM)
    return first, second, third, fourth, fifth, sixth, seventh, eighth, ninth
