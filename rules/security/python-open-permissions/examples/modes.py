import os
import stat
from pathlib import Path

# ruleid: python-open-permissions
os.chmod("run.sh", 0o777)
# ruleid: python-open-permissions
Path("run.sh").chmod(0o666)
# ok: python-open-permissions
os.chmod("run.sh", 0o755)
# ok: python-open-permissions
os.chmod("run.sh", 0o640)
# ruleid: python-open-permissions
os.chmod("run.sh", stat.S_IRUSR | stat.S_IWOTH)
# ok: python-open-permissions
os.chmod("run.sh", stat.S_IRWXU)
# ok: python-open-permissions
os.makedirs("data", 0o777, exist_ok=True)
# ruleid: python-open-permissions
os.umask(0)
# ok: python-open-permissions
os.umask(0o027)
# ruleid: python-open-permissions
os.fchmod(descriptor, 0o646)
