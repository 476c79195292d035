import subprocess

import paramiko
from django.views import View


class Backup(View):
    def post(self, request):
        # ruleid: python-command-injection
        subprocess.call("tar cf x.tar " + request.POST["dir"], shell=True)

    def get(self, request):
        client = paramiko.SSHClient()
        # ruleid: python-command-injection
        client.exec_command("ls " + self.request.GET.get("dir"))
        # ok: python-command-injection
        client.exec_command("ls /srv")
