package web

import (
	"net/http"
	"os"
	"text/template"
)

var page = template.Must(template.ParseFiles("page.html"))

func show(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-text-template-for-html
	page.Execute(w, r.FormValue("q"))
	// ruleid: go-text-template-for-html
	page.ExecuteTemplate(w, "body", nil)
	// ok: go-text-template-for-html
	page.Execute(os.Stdout, nil)
}

func robots(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain")
	// ok: go-text-template-for-html
	page.Execute(w, nil)
}
