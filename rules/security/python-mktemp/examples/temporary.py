import tempfile
from tempfile import mktemp

# ruleid: python-mktemp
first = tempfile.mktemp(suffix=".csv")
# ruleid: python-mktemp
second = mktemp()
# ok: python-mktemp
third = tempfile.NamedTemporaryFile(suffix=".csv")
# ok: python-mktemp
descriptor, fourth = tempfile.mkstemp()
# ok: python-mktemp
fifth = tempfile.mkdtemp()
