package web

import (
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"
)

func search(w http.ResponseWriter, r *http.Request) {
	q := r.FormValue("q")
	// ruleid: go-reflected-xss
	fmt.Fprintf(w, "<p>Nothing found for %s</p>", q)
	// ruleid: go-reflected-xss
	io.WriteString(w, "<p>"+q+"</p>")
	// ruleid: go-reflected-xss
	w.Write([]byte("<p>" + r.URL.Path + "</p>"))
	// ok: go-reflected-xss
	fmt.Fprintf(w, "<p>Nothing found for %s</p>", html.EscapeString(q))
	// ok: go-reflected-xss
	fmt.Fprintf(os.Stdout, "searched for %s", q)
	// ok: go-reflected-xss
	http.Error(w, "nothing found for "+q, http.StatusNotFound)
	// ruleid: go-reflected-xss
	page.Execute(w, template.HTML(q))
	// ok: go-reflected-xss
	page.Execute(w, q)
}

func plain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	// ok: go-reflected-xss
	fmt.Fprintf(w, "nothing found for %s", r.FormValue("q"))
}

func hello(c echo.Context) error {
	// ruleid: go-reflected-xss
	return c.HTML(http.StatusOK, "<h1>"+c.QueryParam("name")+"</h1>")
}

func safe(c echo.Context) error {
	// ok: go-reflected-xss
	return c.String(http.StatusOK, c.QueryParam("name"))
}
