from jinja2 import Environment, FileSystemLoader

# ok: jinja2-autoescape-off
code = Environment(loader=FileSystemLoader("code"), trim_blocks=True)
# ruleid: jinja2-autoescape-off
page = Environment(loader=FileSystemLoader("pages"), autoescape=False)
