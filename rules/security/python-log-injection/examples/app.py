import logging

from flask import Flask, request

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.get("/search")
def search():
    q = request.args["q"]
    # ruleid: python-log-injection
    logger.info("search for " + q)
    # ruleid: python-log-injection
    app.logger.warning(f"search for {q}")
    # ok: python-log-injection
    logger.info("search for %r", q)
    # ok: python-log-injection
    logger.info("page %d" % int(request.args["page"]))
    # ok: python-log-injection
    logging.info("search for " + repr(q))
    # ruleid: python-log-injection
    logging.error("search for {}".format(q))
    return ""
