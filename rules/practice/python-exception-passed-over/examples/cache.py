def store(key, page):
    try:
        cache.store(key, page)
    # ruleid: python-exception-passed-over
    except Exception:
        pass

    try:
        cache.store(key, page)
    # ruleid: python-exception-passed-over
    except Exception as error:
        pass

    try:
        cache.store(key, page)
    # ok: python-exception-passed-over
    except ConnectionError:
        pass

    try:
        cache.store(key, page)
    # ok: python-exception-passed-over
    except Exception:
        pass  # the next request stores it

    try:
        cache.store(key, page)
    # ok: python-exception-passed-over
    except Exception:
        # The next request stores it.
        pass

    try:
        cache.store(key, page)
    # ok: python-exception-passed-over
    except Exception:
        log.exception("not cached")
