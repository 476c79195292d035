import hmac

from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET


@csrf_exempt
# ruleid: django-csrf-exempt
def change_mail(request):
    request.user.email = request.POST["email"]
    request.user.save()


# ok: django-csrf-exempt
@csrf_exempt
def stripe_webhook(request):
    handle(request.body)


# ok: django-csrf-exempt
@csrf_exempt
def receive(request):
    if not hmac.compare_digest(request.headers["X-Signature"], sign(request.body)):
        return forbidden()
    handle(request.body)


# ok: django-csrf-exempt
@csrf_exempt
@require_GET
def show(request):
    return page(request)


# ok: django-csrf-exempt
def other(request):
    return page(request)


@method_decorator(csrf_exempt, name="dispatch")
# ruleid: django-csrf-exempt
class Transfer(View):
    def post(self, request):
        transfer(request.user, request.POST["amount"])
