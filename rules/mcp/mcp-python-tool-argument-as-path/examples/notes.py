import os
from pathlib import Path

from mcp.server.fastmcp import FastMCP

NOTES = Path("/srv/notes")
mcp = FastMCP("notes")


@mcp.tool()
def read(name: str) -> str:
    # ruleid: mcp-python-tool-argument-as-path
    return (NOTES / name).read_text()


@mcp.resource("note://{file}")
def note(file: str) -> str:
    # ruleid: mcp-python-tool-argument-as-path
    with open(os.path.join(NOTES, file)) as stream:
        return stream.read()


@mcp.tool()
def write(name: str, text: str) -> None:
    target = NOTES / f"{name}.md"
    # ruleid: mcp-python-tool-argument-as-path
    target.write_text(text)
    # ok: mcp-python-tool-argument-as-path
    (NOTES / "last.md").write_text(text)


@mcp.tool()
def checked(name: str) -> str:
    file = (NOTES / name).resolve()
    if not file.is_relative_to(NOTES):
        raise ValueError("outside")
    # ok: mcp-python-tool-argument-as-path
    return file.read_text()


@mcp.tool()
def by_name(name: str) -> str:
    # ok: mcp-python-tool-argument-as-path
    return (NOTES / Path(name).name).read_text()


@mcp.tool()
def page(number: int) -> str:
    # ok: mcp-python-tool-argument-as-path
    return (NOTES / f"{number}.md").read_text()


@mcp.tool()
def validated(name: str) -> str:
    # ok: mcp-python-tool-argument-as-path
    with open(validate_path(name)) as stream:
        return stream.read()


@mcp.tool()
def known(name: str) -> str:
    if name not in {"a.md", "b.md"}:
        raise ValueError("unknown")
    # ok: mcp-python-tool-argument-as-path
    return open(NOTES / name).read()
