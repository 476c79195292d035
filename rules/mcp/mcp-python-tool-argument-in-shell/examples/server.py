import asyncio
import os
import shlex
import subprocess
from typing import Literal

from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP("git")


@mcp.tool()
def blame(path: str) -> str:
    # ruleid: mcp-python-tool-argument-in-shell
    return subprocess.check_output(f"git blame {path}", shell=True, text=True)


@mcp.tool(description="Pings a host")
async def ping(host: str, count: int = 1) -> str:
    command = "ping -c {} {}".format(count, host)
    # ruleid: mcp-python-tool-argument-in-shell
    process = await asyncio.create_subprocess_shell(command, stdout=asyncio.subprocess.PIPE)
    return (await process.communicate())[0].decode()


@mcp.tool
def remove(folder: str = "build") -> None:
    # ruleid: mcp-python-tool-argument-in-shell
    os.system("rm -rf " + folder)


@mcp.tool()
def log(count: int, order: Literal["asc", "desc"]) -> str:
    # ok: mcp-python-tool-argument-in-shell
    return subprocess.check_output(f"git log -n {count} --{order}", shell=True, text=True)


@mcp.tool()
def show(path: str, ctx: Context) -> str:
    # ok: mcp-python-tool-argument-in-shell
    subprocess.run(["git", "show", "--", path], text=True)
    # ok: mcp-python-tool-argument-in-shell
    return subprocess.getoutput("git show " + shlex.quote(path))


def version(name: str) -> str:
    # ok: mcp-python-tool-argument-in-shell
    return subprocess.getoutput(name + " --version")
