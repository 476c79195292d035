from mcp.server.auth.settings import AuthSettings
from mcp.server.fastmcp import FastMCP

# ok: mcp-python-http-server-without-authentication
mcp = FastMCP("notes", host="0.0.0.0", token_verifier=verifier, auth=AuthSettings(issuer_url="https://login.example.org"))
