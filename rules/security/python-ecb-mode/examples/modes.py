from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def make(key, iv):
    # ruleid: python-ecb-mode
    first = AES.new(key, AES.MODE_ECB)
    # ruleid: python-ecb-mode
    second = Cipher(algorithms.AES(key), modes.ECB())
    # ok: python-ecb-mode
    third = AES.new(key, AES.MODE_GCM)
    # ok: python-ecb-mode
    fourth = Cipher(algorithms.AES(key), modes.GCM(iv))
    # ruleid: python-ecb-mode
    fifth = AES.new(key, mode=AES.MODE_ECB)
    return first, second, third, fourth, fifth
