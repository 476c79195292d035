def read_port(value):
    try:
        return int(value)
    # ruleid: python-bare-except
    except:
        return 8080


def read_named(value):
    try:
        return int(value)
    # ok: python-bare-except
    except ValueError:
        return 8080


def write(file, text):
    try:
        file.write(text)
    # ok: python-bare-except
    except:
        file.discard()
        raise


def convert(value):
    try:
        return int(value)
    # ok: python-bare-except
    except:
        log.error("no number")
        raise ConfigError(value)
