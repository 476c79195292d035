import ast

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("math")


@mcp.tool()
def calculate(expression: str) -> str:
    # ruleid: mcp-python-tool-argument-evaluated
    return str(eval(expression, {"__builtins__": {}}))


@mcp.tool()
def run(code: str) -> dict:
    scope = {}
    # ruleid: mcp-python-tool-argument-evaluated
    exec(compile(code, "<tool>", "exec"), scope)
    return scope


@mcp.tool()
def literal(value: str) -> object:
    # ok: mcp-python-tool-argument-evaluated
    return ast.literal_eval(value)


@mcp.tool()
def add(a: float, b: float) -> float:
    # ok: mcp-python-tool-argument-evaluated
    return eval(f"{a} + {b}")


@mcp.tool()
def search(term: str) -> list:
    # ok: mcp-python-tool-argument-evaluated
    return index.query(term)
