def login(response, token, options):
    # ruleid: python-cookie-without-flags
    response.set_cookie("session", token)
    # ruleid: python-cookie-without-flags
    response.set_cookie("access_token", token, httponly=True)
    # ruleid: python-cookie-without-flags
    response.set_cookie(key="auth", value=token, secure=True)
    # ruleid: python-cookie-without-flags
    response.set_cookie("session_id", token, secure=True, httponly=False)
    # ok: python-cookie-without-flags
    response.set_cookie("session", token, secure=True, httponly=True, samesite="Lax")
    # ok: python-cookie-without-flags
    response.set_cookie("session", token, secure=settings.SECURE, httponly=True)
    # ok: python-cookie-without-flags
    response.set_cookie("theme", "dark")
    # ok: python-cookie-without-flags
    response.set_cookie("csrf_token", token)
    # ok: python-cookie-without-flags
    response.set_cookie("session", token, **options)
