from django.core.exceptions import PermissionDenied


def delete(request, pk):
    # ruleid: python-assert-for-access
    assert request.user.is_staff
    # ruleid: python-assert-for-access
    assert request.user.has_perm("pages.delete"), "not allowed"
    # ok: python-assert-for-access
    assert isinstance(request.user, User)
    # ok: python-assert-for-access
    assert pk is not None
    # ok: python-assert-for-access
    if not request.user.is_staff:
        raise PermissionDenied
    # ok: python-assert-for-access
    assert request.user is not None
    # ok: python-assert-for-access
    assert request.user.is_authenticated


def edit(current_user, page):
    # ruleid: python-assert-for-access
    assert current_user.is_admin
    # ruleid: python-assert-for-access
    assert has_permission(current_user, page)
    # ok: python-assert-for-access
    assert is_valid(page)
