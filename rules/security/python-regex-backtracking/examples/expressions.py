import re

# ruleid: python-regex-backtracking
NAME = re.compile(r"^(\w+\s?)+$")
# ok: python-regex-backtracking
WORDS = re.compile(r"^\w+(\s\w+)*$")
# ruleid: python-regex-backtracking
re.match(r"(a+)+$", text)
# ok: python-regex-backtracking
re.match(r"a+b+$", text)
# ruleid: python-regex-backtracking
re.search("^(([a-z])+.)+[A-Z]([a-z])+$", text)
# ok: python-regex-backtracking
re.sub(r"\s+", " ", text)
