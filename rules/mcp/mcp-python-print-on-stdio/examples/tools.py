import logging
import sys

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notes")
logger = logging.getLogger(__name__)


@mcp.tool()
def search(word: str) -> list[str]:
    # ruleid: mcp-python-print-on-stdio
    print(f"searching for {word}")
    # ok: mcp-python-print-on-stdio
    print(f"searching for {word}", file=sys.stderr)
    # ok: mcp-python-print-on-stdio
    logger.info("searching")
    return []


def report() -> None:
    # ok: mcp-python-print-on-stdio
    print("done")
