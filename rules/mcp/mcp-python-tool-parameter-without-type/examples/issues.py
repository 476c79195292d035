from typing import Annotated, Any

from mcp.server.fastmcp import Context, FastMCP
from pydantic import Field

mcp = FastMCP("issues")


@mcp.tool()
# ruleid: mcp-python-tool-parameter-without-type
def create(title) -> str:
    return tracker.create(title)


@mcp.tool(description="Changes an issue")
# ruleid: mcp-python-tool-parameter-without-type
async def change(number: int, fields: Any) -> str:
    return await tracker.change(number, fields)


@mcp.tool()
# ok: mcp-python-tool-parameter-without-type
def close(number: int, ctx: Context) -> str:
    return tracker.close(number)


@mcp.tool()
# ok: mcp-python-tool-parameter-without-type
def label(number: int, labels: list[str] | None = None) -> str:
    return tracker.label(number, labels)


@mcp.tool()
# ok: mcp-python-tool-parameter-without-type
def comment(text: Annotated[str, Field(max_length=2000)]) -> str:
    return tracker.comment(text)


@mcp.tool()
# ok: mcp-python-tool-parameter-without-type
def ping() -> str:
    return "pong"


# ok: mcp-python-tool-parameter-without-type
def helper(title):
    return title
