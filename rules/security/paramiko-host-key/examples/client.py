import asyncssh
import paramiko
from paramiko import AutoAddPolicy

client = paramiko.SSHClient()
# ruleid: paramiko-host-key
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
# ruleid: paramiko-host-key
client.set_missing_host_key_policy(AutoAddPolicy)
# ok: paramiko-host-key
client.set_missing_host_key_policy(paramiko.RejectPolicy())
# ok: paramiko-host-key
client.load_system_host_keys()


async def run(host):
    # ruleid: paramiko-host-key
    first = await asyncssh.connect(host, known_hosts=None)
    # ok: paramiko-host-key
    second = await asyncssh.connect(host, known_hosts="known_hosts")
    return first, second
