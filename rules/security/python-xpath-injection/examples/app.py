from flask import Flask, request
from lxml import etree

app = Flask(__name__)
tree = etree.parse("users.xml")


@app.get("/user")
def user():
    name = request.args["name"]
    # ruleid: python-xpath-injection
    first = tree.xpath(f"//user[@name='{name}']")
    # ok: python-xpath-injection
    second = tree.xpath("//user[@name=$name]", name=name)
    # ruleid: python-xpath-injection
    third = etree.XPath("//user[@name='" + name + "']")(tree)
    # ok: python-xpath-injection
    fourth = tree.xpath("//user[%d]" % int(name))
    # ok: python-xpath-injection
    fifth = etree.XPath("//user[@name=$name]")(tree, name=name)
    return first, second, third, fourth, fifth
