from Crypto.Cipher import AES, ARC4, DES
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def encrypt(key, iv, text):
    # ruleid: python-weak-cipher
    first = DES.new(key, DES.MODE_CBC, iv)
    # ruleid: python-weak-cipher
    second = ARC4.new(key)
    # ruleid: python-weak-cipher
    third = Cipher(algorithms.TripleDES(key), modes.CBC(iv))
    # ok: python-weak-cipher
    fourth = Cipher(algorithms.AES(key), modes.GCM(iv))
    # ok: python-weak-cipher
    fifth = AES.new(key, AES.MODE_GCM)
    # ok: python-weak-cipher
    sixth = Fernet(key).encrypt(text)
    return first, second, third, fourth, fifth, sixth
