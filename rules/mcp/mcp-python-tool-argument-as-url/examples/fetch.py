from urllib.parse import quote, urlparse

import httpx
import requests
from mcp.server.fastmcp import FastMCP

API = "https://api.example.org"
mcp = FastMCP("fetch")


@mcp.tool()
def page(url: str) -> str:
    # ruleid: mcp-python-tool-argument-as-url
    return requests.get(url, timeout=10).text


@mcp.tool()
async def status(host: str) -> str:
    async with httpx.AsyncClient() as client:
        # ruleid: mcp-python-tool-argument-as-url
        response = await client.get(f"https://{host}/status")
        return response.text


@mcp.tool()
async def weather(city: str, days: int) -> str:
    async with httpx.AsyncClient() as client:
        # ok: mcp-python-tool-argument-as-url
        await client.get(f"{API}/weather/{city}/{days}")
        # ok: mcp-python-tool-argument-as-url
        await client.get(f"https://api.example.org/weather?city={quote(city)}")
        # ok: mcp-python-tool-argument-as-url
        response = await client.get(f"{API}/weather", params={"city": city})
        return response.text


@mcp.tool()
def docs(url: str) -> str:
    if urlparse(url).hostname != "docs.example.org":
        raise ValueError("not served")
    # ok: mcp-python-tool-argument-as-url
    return requests.get(url, timeout=10).text
