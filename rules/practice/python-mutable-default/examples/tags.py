# ruleid: python-mutable-default
def add_tag(tag, tags=[]):
    tags.append(tag)
    return tags


class Order:
    # ruleid: python-mutable-default
    def __init__(self, lines=[], *, notes=None):
        self.lines = lines
        self.notes = notes


# ruleid: python-mutable-default
def count(word, counts={}):
    counts[word] = counts.get(word, 0) + 1


# ok: python-mutable-default
def show(tags=[]):
    for tag in tags:
        print(tag)


# ok: python-mutable-default
def read(options={}):
    return options.get("name")


# ok: python-mutable-default
def add_safely(tag, tags=None):
    tags = [] if tags is None else tags
    tags.append(tag)
    return tags


# ok: python-mutable-default
def add_copy(tag, tags=[]):
    tags = list(tags)
    tags.append(tag)
    return tags
