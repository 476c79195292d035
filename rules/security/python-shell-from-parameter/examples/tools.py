import os
import shlex
import subprocess
import sys


def convert(path, width):
    # ruleid: python-shell-from-parameter
    os.system(f"convert {path} out.png")
    # ruleid: python-shell-from-parameter
    subprocess.run("convert " + path + " out.png", shell=True, check=True)
    # ok: python-shell-from-parameter
    subprocess.run(["convert", path, "out.png"], check=True)
    # ok: python-shell-from-parameter
    os.system("convert {} out.png".format(shlex.quote(path)))
    # ok: python-shell-from-parameter
    os.system("convert -resize %d in.png out.png" % int(width))


def run(command):
    # ok: python-shell-from-parameter
    return subprocess.run(command, shell=True, check=True)


def pack(folder):
    line = "tar cf out.tar {}".format(folder)
    # ruleid: python-shell-from-parameter
    return subprocess.check_output(line, shell=True)


def clean():
    # ok: python-shell-from-parameter
    os.system("rm -rf build")


# ruleid: python-shell-from-parameter
os.popen("ls " + sys.argv[1])
