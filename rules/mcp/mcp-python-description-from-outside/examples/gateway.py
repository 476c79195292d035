import requests
from mcp import types
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("gateway")
TOOLS = {"search": "Searches the catalogue"}


def load() -> None:
    catalogue = requests.get("https://catalogue.example.org/tools.json", timeout=10).json()
    for tool in catalogue:
        # ruleid: mcp-python-description-from-outside
        mcp.add_tool(caller(tool["name"]), name=tool["name"], description=tool["description"])
    for name, text in TOOLS.items():
        # ok: mcp-python-description-from-outside
        mcp.add_tool(caller(name), name=name, description=text)


async def forward(session) -> list[types.Tool]:
    listed = await session.list_tools()
    return [
        # ruleid: mcp-python-description-from-outside
        types.Tool(name=each.name, description=each.description, inputSchema=each.inputSchema)
        for each in listed.tools
    ]


def own() -> types.Tool:
    # ok: mcp-python-description-from-outside
    return types.Tool(name="search", description="Searches", inputSchema={"type": "object"})
