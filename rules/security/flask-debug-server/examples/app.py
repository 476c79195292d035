from flask import Flask

app = Flask(__name__)
# ruleid: flask-debug-server
app.run(host="0.0.0.0", debug=True)
# ruleid: flask-debug-server
app.config["DEBUG"] = True
# ruleid: flask-debug-server
app.debug = True
# ok: flask-debug-server
app.config["DEBUG"] = read_setting("DEBUG")
# ok: flask-debug-server
app.run(host="127.0.0.1")
# ok: flask-debug-server
app.run(debug=False)
