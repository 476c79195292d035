from flask import Flask

app = Flask(__name__)

if __name__ == "__main__":
    # ok: flask-debug-server
    app.run(debug=True)
