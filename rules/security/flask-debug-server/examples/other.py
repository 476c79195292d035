from celery import Celery

app = Celery()
# ok: flask-debug-server
app.debug = True
