import urllib.request
from urllib.parse import quote

import requests
from flask import Flask, request

app = Flask(__name__)
FEEDS = {"news": "https://news.example.com/feed"}


@app.get("/preview")
def preview():
    url = request.args["url"]
    # ruleid: python-ssrf
    first = requests.get(url, timeout=5)
    # ruleid: python-ssrf
    second = requests.post(f"https://{url}/api", timeout=5)
    # ok: python-ssrf
    third = requests.get(f"https://api.example.com/pages/{url}", timeout=5)
    # ok: python-ssrf
    fourth = requests.get("https://api.example.com/pages?q=" + quote(url), timeout=5)
    # ok: python-ssrf
    fifth = requests.get(FEEDS[request.args["feed"]], timeout=5)
    # ok: python-ssrf
    sixth = requests.post("https://api.example.com/pages", json={"url": url}, timeout=5)
    # ruleid: python-ssrf
    seventh = urllib.request.urlopen(url)
    return first, second, third, fourth, fifth, sixth, seventh


@app.get("/many/<path:url>")
def many(url):
    session = requests.Session()
    # ruleid: python-ssrf
    return session.get(url).text
