package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
)

var pages = map[string]string{"home": "/home"}

func login(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-open-redirect
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusSeeOther)
	next := r.FormValue("next")
	// ruleid: go-open-redirect
	w.Header().Set("Location", next)
	// ok: go-open-redirect
	http.Redirect(w, r, "/search?q="+url.QueryEscape(next), http.StatusSeeOther)
	// ok: go-open-redirect
	http.Redirect(w, r, pages[next], http.StatusSeeOther)
	// ok: go-open-redirect
	http.Redirect(w, r, "/users/"+next, http.StatusSeeOther)
	// ok: go-open-redirect
	http.Redirect(w, r, "/home", http.StatusSeeOther)
	// ok: go-open-redirect
	http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
	if strings.HasPrefix(next, "/") {
		// ok: go-open-redirect
		http.Redirect(w, r, next, http.StatusSeeOther)
	}
}

func back(c *gin.Context) {
	// ruleid: go-open-redirect
	c.Redirect(http.StatusFound, c.Query("next"))
	// ok: go-open-redirect
	c.Redirect(http.StatusFound, "/home")
	// ok: go-open-redirect
	c.Redirect(http.StatusFound, sanitizeRedirect(c.Query("next")))
}
