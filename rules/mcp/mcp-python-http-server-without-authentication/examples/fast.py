from fastmcp import FastMCP

mcp = FastMCP("notes")
# ruleid: mcp-python-http-server-without-authentication
mcp.run(transport="http", host="0.0.0.0", port=8000)
# ok: mcp-python-http-server-without-authentication
mcp.run(transport="http", port=8000)
