import asyncio
import subprocess

from fastapi import FastAPI

app = FastAPI()


@app.get("/lookup")
async def lookup(host: str, count: int = 1):
    # ruleid: python-command-injection
    process = await asyncio.create_subprocess_shell(f"dig {host}")
    # ok: python-command-injection
    other = await asyncio.create_subprocess_exec("dig", host)
    # ok: python-command-injection
    await asyncio.create_subprocess_shell(f"sleep {count}")
    return process, other


@app.post("/job")
def job(name: str = "none"):
    # ruleid: python-command-injection
    subprocess.run(["sh", "-c", "job " + name])
    return {}
