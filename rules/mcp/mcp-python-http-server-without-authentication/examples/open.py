from mcp.server.fastmcp import FastMCP

# ruleid: mcp-python-http-server-without-authentication
mcp = FastMCP("notes", host="0.0.0.0", port=8000)
# ruleid: mcp-python-http-server-without-authentication
mcp.settings.host = "0.0.0.0"
# ok: mcp-python-http-server-without-authentication
local = FastMCP("notes", host="127.0.0.1", port=8000)

mcp.run(transport="streamable-http")
