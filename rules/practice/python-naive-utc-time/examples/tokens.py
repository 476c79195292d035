import datetime as dt
from datetime import datetime, timezone

# ruleid: python-naive-utc-time
now = datetime.utcnow()
# ruleid: python-naive-utc-time
then = dt.datetime.utcfromtimestamp(0)
# ok: python-naive-utc-time
aware = datetime.now(timezone.utc)
# ok: python-naive-utc-time
local = datetime.now()
# ok: python-naive-utc-time
made = datetime.fromtimestamp(0, tz=timezone.utc)
