import logging
import sys

from mcp.server.stdio import stdio_server

# ruleid: mcp-python-print-on-stdio
logging.basicConfig(level=logging.INFO, stream=sys.stdout)
# ok: mcp-python-print-on-stdio
logging.basicConfig(level=logging.INFO)


async def main() -> None:
    async with stdio_server() as (read, write):
        # ruleid: mcp-python-print-on-stdio
        print("running")
        await server.run(read, write)
