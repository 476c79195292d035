import os
import tarfile
import zipfile
from pathlib import Path


def unpack(path, folder):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            # ruleid: python-zip-slip
            with open(os.path.join(folder, name), "wb") as target:
                target.write(archive.read(name))
            # ok: python-zip-slip
            archive.extract(name, folder)
            # ok: python-zip-slip
            with open(os.path.join(folder, os.path.basename(name)), "wb") as target:
                target.write(archive.read(name))


def unpack_info(path, folder):
    archive = zipfile.ZipFile(path)
    for info in archive.infolist():
        target = Path(folder) / info.filename
        # ruleid: python-zip-slip
        target.write_bytes(archive.read(info))
    (Path(folder) / "index").write_text("done")


def unpack_checked(path, folder):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            target = (folder / name).resolve()
            if not target.is_relative_to(folder):
                continue
            # ok: python-zip-slip
            target.write_bytes(archive.read(name))


def first(path, folder):
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            # ruleid: python-zip-slip
            with open(folder + "/" + member.name, "w+b") as target:
                target.write(archive.extractfile(member).read())


def copy(path, folder):
    with zipfile.ZipFile(path) as archive:
        data = archive.read(archive.namelist()[0])
        # ok: python-zip-slip
        (folder / "first").write_bytes(data)
