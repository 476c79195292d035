import aiohttp
import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/fetch")
async def fetch(url: str, page: int = 1):
    async with httpx.AsyncClient() as client:
        # ruleid: python-ssrf
        first = await client.get(url)
        # ok: python-ssrf
        second = await client.get("https://api.example.com/feed", params={"page": page, "url": url})
    async with aiohttp.ClientSession() as session:
        # ruleid: python-ssrf
        third = await session.post(url, json={})
    return first, second, third
