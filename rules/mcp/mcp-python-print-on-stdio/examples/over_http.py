from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notes")


@mcp.tool()
def search(word: str) -> list[str]:
    # ok: mcp-python-print-on-stdio
    print("searching")
    return []


mcp.run(transport="streamable-http")
