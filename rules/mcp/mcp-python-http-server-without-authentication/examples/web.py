import uvicorn

# ok: mcp-python-http-server-without-authentication
uvicorn.run(app, host="0.0.0.0")
