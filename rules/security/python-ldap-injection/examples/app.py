import re

import ldap
import ldap3
from flask import Flask, request
from ldap3.utils.conv import escape_filter_chars
from ldap.filter import filter_format

app = Flask(__name__)
BASE = "ou=people,dc=example,dc=com"


@app.post("/find")
def find():
    name = request.form["name"]
    connection = ldap3.Connection("directory")
    # ruleid: python-ldap-injection
    connection.search(BASE, f"(uid={name})")
    # ruleid: python-ldap-injection
    connection.search(search_base=BASE, search_filter="(uid=%s)" % name)
    # ruleid: python-ldap-injection
    connection.search("ou=" + name + ",dc=example,dc=com", "(objectClass=person)")
    # ok: python-ldap-injection
    connection.search(BASE, f"(uid={escape_filter_chars(name)})")
    # ok: python-ldap-injection
    connection.search(BASE, "(uid=admin)")
    # ok: python-ldap-injection
    return str(re.search("a+", name))


@app.post("/old")
def old():
    server = ldap.initialize("ldap://directory")
    # ruleid: python-ldap-injection
    server.search_s(BASE, ldap.SCOPE_SUBTREE, "(mail=" + request.form["mail"] + ")")
    # ok: python-ldap-injection
    server.search_s(BASE, ldap.SCOPE_SUBTREE, filter_format("(mail=%s)", [request.form["mail"]]))
    return ""
