import asyncio
import subprocess
import time
from time import sleep

import requests


async def price(symbol):
    # ruleid: python-blocking-call-in-async
    time.sleep(1)
    # ruleid: python-blocking-call-in-async
    sleep(1)
    # ruleid: python-blocking-call-in-async
    response = requests.get(f"https://prices.example/{symbol}", timeout=5)
    # ruleid: python-blocking-call-in-async
    subprocess.run(["sync"], check=True)
    # ok: python-blocking-call-in-async
    await asyncio.sleep(1)
    # ok: python-blocking-call-in-async
    await asyncio.to_thread(requests.get, "https://prices.example")
    # ok: python-blocking-call-in-async
    await asyncio.to_thread(lambda: requests.get("https://prices.example", timeout=5))

    def fetch():
        # ok: python-blocking-call-in-async
        return requests.get("https://prices.example", timeout=5)

    return await asyncio.to_thread(fetch)


def price_now(symbol):
    # ok: python-blocking-call-in-async
    time.sleep(1)
    # ok: python-blocking-call-in-async
    return requests.get(f"https://prices.example/{symbol}", timeout=5)
