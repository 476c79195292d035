package web

import (
	"net/http"
	"regexp"

	"github.com/google/uuid"
)

// ok: go-must-compile-from-request
var word = regexp.MustCompile(`\w+`)

func search(w http.ResponseWriter, r *http.Request) {
	q := r.FormValue("q")
	// ruleid: go-must-compile-from-request
	regexp.MustCompile(q)
	// ruleid: go-must-compile-from-request
	regexp.MustCompile("(?i)" + q)
	// ok: go-must-compile-from-request
	regexp.MustCompile("(?i)" + regexp.QuoteMeta(q))
	// ok: go-must-compile-from-request
	regexp.Compile(q)
	// ruleid: go-must-compile-from-request
	uuid.MustParse(r.PathValue("id"))
	// ok: go-must-compile-from-request
	uuid.Parse(r.PathValue("id"))
}
