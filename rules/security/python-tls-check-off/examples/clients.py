import ssl

import aiohttp
import httpx
import requests
import urllib3

URL = "https://intranet.example.com"
# ruleid: python-tls-check-off
requests.get(URL, verify=False, timeout=5)
# ok: python-tls-check-off
requests.get(URL, verify="/etc/ssl/intranet-ca.pem", timeout=5)
# ok: python-tls-check-off
requests.get(URL, timeout=5)
session = requests.Session()
# ruleid: python-tls-check-off
session.verify = False
# ruleid: python-tls-check-off
session.post(URL, json={}, verify=False)
# ruleid: python-tls-check-off
client = httpx.Client(verify=False)
# ok: python-tls-check-off
other = httpx.Client(verify=True)
# ruleid: python-tls-check-off
pool = urllib3.PoolManager(cert_reqs="CERT_NONE")
context = ssl.create_default_context()
# ok: python-tls-check-off
context.verify_mode = ssl.CERT_REQUIRED
# ruleid: python-tls-check-off
context.verify_mode = ssl.CERT_NONE
# ruleid: python-tls-check-off
connector = aiohttp.TCPConnector(ssl=False)
# ok: python-tls-check-off
signature.check(data, verify=False)
# ruleid: python-tls-check-off
ssl._create_default_https_context = ssl._create_unverified_context
