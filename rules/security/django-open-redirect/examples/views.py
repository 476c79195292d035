from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View


def first(request):
    # ruleid: django-open-redirect
    return redirect(request.GET.get("next", "/"))


def second(request):
    target = request.META.get("HTTP_REFERER")
    # ruleid: django-open-redirect
    return HttpResponseRedirect(target)


def third(request):
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    # ok: django-open-redirect
    return redirect(target)


def fourth(request):
    # ok: django-open-redirect
    return redirect("user", name=request.POST["name"])


def fifth(request):
    # ok: django-open-redirect
    return redirect(reverse("user", args=[request.POST["name"]]))


def sixth(request):
    # ok: django-open-redirect
    return redirect("/search?q=" + request.GET["q"])


class Done(View):
    def post(self, request):
        # ruleid: django-open-redirect
        return HttpResponseRedirect(self.request.POST["to"])
