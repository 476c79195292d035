import os

from django.conf import settings
from django.http import FileResponse
from django.utils._os import safe_join


def media(request):
    name = request.GET["name"]
    # ruleid: python-path-traversal
    first = FileResponse(open(os.path.join(settings.MEDIA_ROOT, name), "rb"))
    # ok: python-path-traversal
    second = FileResponse(open(safe_join(settings.MEDIA_ROOT, name), "rb"))
    return first, second
