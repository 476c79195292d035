from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe


class PageAdmin:
    def link(self, page):
        # ruleid: django-mark-safe
        return mark_safe(f'<a href="{page.url}">{page.title}</a>')

    def other(self, page):
        # ruleid: django-mark-safe
        first = mark_safe("<b>%s</b>" % page.title)
        # ruleid: django-mark-safe
        second = mark_safe("<b>{}</b>".format(page.title))
        # ruleid: django-mark-safe
        third = mark_safe("<b>" + page.title + "</b>")
        # ruleid: django-mark-safe
        fourth = format_html(f"<b>{page.title}</b>")
        # ok: django-mark-safe
        fifth = format_html("<b>{}</b>", page.title)
        # ok: django-mark-safe
        sixth = mark_safe("<b>Page</b>")
        # ok: django-mark-safe
        seventh = mark_safe("<b>" + escape(page.title) + "</b>")
        # ok: django-mark-safe
        eighth = mark_safe("?" + page.query.urlencode())
        return first, second, third, fourth, fifth, sixth, seventh, eighth
