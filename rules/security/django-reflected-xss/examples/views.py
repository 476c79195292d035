import json

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.views import View


def search(request):
    q = request.GET.get("q", "")
    if len(q) > 100:
        # ruleid: django-reflected-xss
        return HttpResponseBadRequest(f"Too long: {q}")
    if "plain" in request.GET:
        # ok: django-reflected-xss
        return HttpResponse(q, content_type="text/plain")
    if q == "a":
        # ok: django-reflected-xss
        return HttpResponse(format_html("<b>{}</b>", q))
    if q == "b":
        # ok: django-reflected-xss
        return HttpResponse("<b>" + escape(q) + "</b>")
    if q == "c":
        # ok: django-reflected-xss
        return render(request, "search.html", {"q": q})
    if q == "d":
        # ok: django-reflected-xss
        return JsonResponse({"q": q})
    # ruleid: django-reflected-xss
    return HttpResponse("Nothing found for " + q)


class Hello(View):
    def get(self, request):
        # ruleid: django-reflected-xss
        title = mark_safe("<h1>%s</h1>" % request.GET["name"])
        # ok: django-reflected-xss
        other = mark_safe("<h1>Hello</h1>")
        return render(request, "hello.html", {"title": title, "other": other})

    def post(self, request):
        # ok: django-reflected-xss
        return HttpResponse(int(request.POST["count"]) + 1)
