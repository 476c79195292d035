import sqlite3

from mcp.server.fastmcp import FastMCP
from sqlalchemy import text

mcp = FastMCP("orders")
db = sqlite3.connect("orders.db")


@mcp.tool()
def orders(customer: str) -> list:
    # ruleid: mcp-python-tool-argument-in-query
    return db.execute(f"SELECT * FROM orders WHERE customer = '{customer}'").fetchall()


@mcp.tool()
def table(name: str, limit: int = 10) -> list:
    query = "SELECT * FROM %s LIMIT %d" % (name, limit)
    cursor = db.cursor()
    # ruleid: mcp-python-tool-argument-in-query
    cursor.execute(query)
    return cursor.fetchall()


@mcp.tool()
async def search(word: str) -> list:
    # ruleid: mcp-python-tool-argument-in-query
    statement = text("SELECT * FROM orders WHERE note LIKE '%" + word + "%'")
    return (await session.execute(statement)).all()  # ok: mcp-python-tool-argument-in-query


@mcp.tool()
def bound(customer: str, limit: int) -> list:
    # ok: mcp-python-tool-argument-in-query
    db.execute("SELECT * FROM orders WHERE customer = ?", (customer,))
    # ok: mcp-python-tool-argument-in-query
    return db.execute(f"SELECT * FROM orders LIMIT {limit}").fetchall()


@mcp.tool()
def run(name: str) -> str:
    # ok: mcp-python-tool-argument-in-query
    return workflow.execute(name)
