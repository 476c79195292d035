import requests
from requests import get, post

# ruleid: python-request-without-timeout
today = requests.get("https://prices.example/today")
# ruleid: python-request-without-timeout
requests.post("https://prices.example", json={"name": "tea"}, headers=HEADERS)
# ruleid: python-request-without-timeout
week = get("https://prices.example/week")
# ok: python-request-without-timeout
requests.get("https://prices.example/today", timeout=5)
# ok: python-request-without-timeout
post("https://prices.example", json={}, timeout=(3, 20))
# ok: python-request-without-timeout
requests.put("https://prices.example", **options)
# ok: python-request-without-timeout
settings.get("timeout")
