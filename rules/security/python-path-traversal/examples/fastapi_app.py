import shutil

from fastapi import FastAPI, UploadFile
from fastapi.responses import FileResponse

app = FastAPI()


@app.get("/reports/{name}")
async def report(name: str):
    # ruleid: python-path-traversal
    return FileResponse(f"reports/{name}")


@app.post("/upload")
async def upload(file: UploadFile):
    # ruleid: python-path-traversal
    with open(f"uploads/{file.filename}", "wb") as target:
        shutil.copyfileobj(file.file, target)
    # ok: python-path-traversal
    with open("uploads/last", "wb") as target:
        shutil.copyfileobj(file.file, target)


@app.get("/reports/by-number/{number}")
async def by_number(number: int):
    # ok: python-path-traversal
    return FileResponse(f"reports/{number}.pdf")
