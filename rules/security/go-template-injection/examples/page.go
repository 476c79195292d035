package web

import (
	"html/template"
	"net/http"
)

func hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go-template-injection
	first := template.Must(template.New("a").Parse("<h1>Hello " + name + "</h1>"))
	// ok: go-template-injection
	second := template.Must(template.New("a").Parse("<h1>Hello {{.}}</h1>"))
	first.Execute(w, nil)
	// ok: go-template-injection
	second.Execute(w, name)
	// ruleid: go-template-injection
	template.New(name).Parse(name)
	// ok: go-template-injection
	template.New(name).Parse("x")
}
