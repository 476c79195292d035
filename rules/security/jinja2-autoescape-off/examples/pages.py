from fastapi import FastAPI
from jinja2 import Environment, FileSystemLoader, select_autoescape

# ruleid: jinja2-autoescape-off
first = Environment(loader=FileSystemLoader("pages"))
# ok: jinja2-autoescape-off
second = Environment(loader=FileSystemLoader("pages"), autoescape=select_autoescape())
# ruleid: jinja2-autoescape-off
third = Environment(loader=FileSystemLoader("pages"), autoescape=False)
# ok: jinja2-autoescape-off
fourth = Environment(autoescape=True)
