from django.db import connection
from django.db.models.expressions import RawSQL
from django.views import View

from .models import Person


def people(request):
    last = request.GET.get("last")
    # ruleid: python-sql-injection
    found = Person.objects.raw("SELECT * FROM person WHERE last = '%s'" % last)
    # ok: python-sql-injection
    fine = Person.objects.raw("SELECT * FROM person WHERE last = %s", [last])
    # ruleid: python-sql-injection
    more = Person.objects.extra(where=["last = '" + last + "'"])
    # ruleid: python-sql-injection
    other = Person.objects.annotate(v=RawSQL(f"length('{last}')", []))
    # ok: python-sql-injection
    again = Person.objects.filter(last=last)
    return found, fine, more, other, again


class Report(View):
    def get(self, request):
        with connection.cursor() as cursor:
            # ruleid: python-sql-injection
            cursor.execute("SELECT * FROM " + self.request.GET["table"])
            # ok: python-sql-injection
            cursor.execute("SELECT * FROM sales WHERE year = %s", [request.GET["year"]])
