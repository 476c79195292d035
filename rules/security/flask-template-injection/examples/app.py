import jinja2
from flask import Flask, render_template, render_template_string, request
from jinja2 import Template

app = Flask(__name__)
environment = jinja2.Environment(autoescape=True)


@app.get("/hello")
def hello():
    name = request.args["name"]
    # ruleid: flask-template-injection
    first = render_template_string("<h1>Hello " + name + "</h1>")
    # ruleid: flask-template-injection
    second = render_template_string(f"<h1>{name}</h1>", title="x")
    # ok: flask-template-injection
    third = render_template_string("<h1>Hello {{ name }}</h1>", name=name)
    # ok: flask-template-injection
    fourth = render_template("hello.html", name=name)
    # ruleid: flask-template-injection
    fifth = Template(name).render()
    # ok: flask-template-injection
    sixth = Template("{{ name }}").render(name=name)
    # ruleid: flask-template-injection
    seventh = environment.from_string(request.form["body"]).render()
    return first, second, third, fourth, fifth, sixth, seventh


@app.errorhandler(404)
def missing(error):
    # ruleid: flask-template-injection
    return render_template_string("<p>No page %s</p>" % request.args), 404
