import subprocess

from mcp import types
from mcp.server.lowlevel import Server

server = Server("files")


def count(folder):
    # ruleid: mcp-python-tool-argument-in-shell
    return subprocess.getoutput(f"ls {folder} | wc -l")


@server.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    if name == "count":
        return [types.TextContent(type="text", text=count(arguments["folder"]))]
    # ruleid: mcp-python-tool-argument-in-shell
    subprocess.run(["sh", "-c", arguments["command"]])
    # ok: mcp-python-tool-argument-in-shell
    subprocess.run(["ls", arguments["folder"]])
    return []


async def handle(ctx, params: types.CallToolRequestParams) -> types.CallToolResult:
    # ruleid: mcp-python-tool-argument-in-shell
    text = subprocess.getoutput(params.arguments["command"])
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)])
