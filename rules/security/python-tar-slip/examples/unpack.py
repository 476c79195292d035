import tarfile
import zipfile


def unpack(path, folder):
    with tarfile.open(path) as archive:
        # ruleid: python-tar-slip
        archive.extractall(folder)
        # ok: python-tar-slip
        archive.extractall(folder, filter="data")
        for member in archive:
            # ruleid: python-tar-slip
            archive.extract(member, folder)
        # ok: python-tar-slip
        archive.extractfile("a.txt")


def unpack_old(path, folder):
    archive = tarfile.open(path, "r:gz")
    # ok: python-tar-slip
    archive.extractall(folder, members=safe_members(archive))
    # ruleid: python-tar-slip
    archive.extractall(path=folder)


def unpack_zip(path, folder):
    with zipfile.ZipFile(path) as archive:
        # ok: python-tar-slip
        archive.extractall(folder)
