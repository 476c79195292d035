import ssl
from ssl import TLSVersion

# ruleid: python-old-tls-version
first = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
# ok: python-old-tls-version
second = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# ruleid: python-old-tls-version
second.minimum_version = ssl.TLSVersion.TLSv1_1
# ok: python-old-tls-version
second.minimum_version = ssl.TLSVersion.TLSv1_2
# ruleid: python-old-tls-version
second.minimum_version = TLSVersion.TLSv1
# ok: python-old-tls-version
second.maximum_version = ssl.TLSVersion.TLSv1_2
