import logging

logger = logging.getLogger(__name__)


def login(user, password, settings):
    # ruleid: python-secret-in-log
    logger.info("login of %s with %s", user.name, password)
    # ruleid: python-secret-in-log
    logging.debug(f"password {password} for {user.name}")
    # ruleid: python-secret-in-log
    logger.error("bad key " + settings.api_key)
    # ruleid: python-secret-in-log
    logger.warning(f"key {settings.api_key}")
    # ok: python-secret-in-log
    logger.info("login of %s", user.name)
    # ok: python-secret-in-log
    logger.info("password of %s was changed", user.name)
    # ok: python-secret-in-log
    logger.info("password has %d letters", len(password))
    # ok: python-secret-in-log
    logger.info("token: %s", user.token_name)
    # ruleid: python-secret-in-log
    logger.info("with {}".format(password))
