import os
import subprocess

import httpx
from mcp.server.fastmcp import FastMCP
from mcp.types import TextContent

mcp = FastMCP("settings")


@mcp.tool()
def everything() -> dict:
    # ruleid: mcp-python-secret-in-tool-result
    return dict(os.environ)


@mcp.tool()
def token() -> str:
    secret = os.environ["CLIENT_SECRET"]
    # ruleid: mcp-python-secret-in-tool-result
    return f"Using {secret}"


@mcp.tool()
def state() -> dict:
    # ok: mcp-python-secret-in-tool-result
    return {"region": os.environ.get("REGION"), "token_is_set": bool(os.environ.get("API_TOKEN"))}


@mcp.tool()
def report() -> str:
    headers = {"authorization": os.environ["API_TOKEN"]}
    response = httpx.get("https://api.example.org/report", headers=headers)
    # ok: mcp-python-secret-in-tool-result
    return response.text


@mcp.tool()
def run() -> str:
    # ok: mcp-python-secret-in-tool-result
    return subprocess.check_output(["make"], env=dict(os.environ), text=True)


def content() -> list[TextContent]:
    # ruleid: mcp-python-secret-in-tool-result
    return [TextContent(type="text", text=os.getenv("DATABASE_URL", ""))]


def key() -> str:
    # ok: mcp-python-secret-in-tool-result
    return os.environ["API_KEY"]
