package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

const sessionCookie = "shop"

func login(w http.ResponseWriter, id string, secure bool) {
	// ruleid: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id})
	// ruleid: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "auth_token", Value: id, HttpOnly: true})
	// ruleid: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id, HttpOnly: true, Secure: false})
	// ruleid: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: id, Secure: true})
	// ok: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id, HttpOnly: true, Secure: true})
	// ok: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: id, HttpOnly: true, Secure: secure})
	// ok: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark"})
	// ok: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "", MaxAge: -1})
	// ok: go-cookie-without-flags
	http.SetCookie(w, &http.Cookie{Name: "csrf_token", Value: id})
}

func gins(c *gin.Context, id string) {
	// ruleid: go-cookie-without-flags
	c.SetCookie("session", id, 3600, "/", "", false, true)
	// ok: go-cookie-without-flags
	c.SetCookie("session", id, 3600, "/", "", true, true)
	// ok: go-cookie-without-flags
	c.SetCookie("theme", "dark", 3600, "/", "", false, false)
	// ok: go-cookie-without-flags
	c.SetCookie("session", "", -1, "/", "", false, false)
}
