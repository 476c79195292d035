import html

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory="templates")


@app.get("/a")
async def a(name: str):
    # ruleid: fastapi-reflected-xss
    return HTMLResponse(f"<h1>Hello {name}</h1>")


@app.get("/b", response_class=HTMLResponse)
async def b(name: str):
    # ruleid: fastapi-reflected-xss
    return "<h1>Hello " + name + "</h1>"


@app.get("/c", response_class=HTMLResponse)
async def c(request: Request, name: str):
    if name == "":
        # ruleid: fastapi-reflected-xss
        return HTMLResponse(content="<p>" + request.query_params["x"], status_code=400)
    # ok: fastapi-reflected-xss
    return HTMLResponse(f"<h1>Hello {html.escape(name)}</h1>")


@app.get("/d")
async def d(name: str):
    # ok: fastapi-reflected-xss
    return {"hello": name}


@app.get("/f", response_class=HTMLResponse)
async def f(name: str):
    page = render_page(name)
    # ok: fastapi-reflected-xss
    return HTMLResponse(content=page, headers={"X-Name": name})


@app.get("/e", response_class=HTMLResponse)
async def e(count: int):
    # ok: fastapi-reflected-xss
    return f"<p>{count}</p>"
