from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric import rsa

BITS = 1024

# ruleid: python-short-rsa-key
first = rsa.generate_private_key(public_exponent=65537, key_size=1024)
# ok: python-short-rsa-key
second = rsa.generate_private_key(public_exponent=65537, key_size=2048)
# ruleid: python-short-rsa-key
third = RSA.generate(BITS)
# ok: python-short-rsa-key
fourth = RSA.generate(4096)
# ok: python-short-rsa-key
fifth = RSA.generate(configured_bits)
