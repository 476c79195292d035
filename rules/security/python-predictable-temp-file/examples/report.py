import tempfile
from pathlib import Path

# ruleid: python-predictable-temp-file
with open("/tmp/report.csv", "w") as file:
    write(file)
# ruleid: python-predictable-temp-file
log = open("/var/tmp/app.log", mode="ab")
# ok: python-predictable-temp-file
with open("/tmp/report.csv") as file:
    read(file)
# ok: python-predictable-temp-file
with open("/tmp/report.csv", "rb") as file:
    read(file)
# ok: python-predictable-temp-file
with open("/tmp/app.lock", "x") as file:
    write(file)
# ok: python-predictable-temp-file
with open("/srv/report.csv", "w") as file:
    write(file)
# ok: python-predictable-temp-file
with tempfile.NamedTemporaryFile("w") as file:
    write(file)
# ruleid: python-predictable-temp-file
third = Path("/tmp/state.json").open("w")
