package web

import (
	"net/http"
	"slices"

	"github.com/gin-contrib/cors"
)

var origins = []string{"https://app.example.com"}

func open(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func variable(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	w.Header().Set("Access-Control-Allow-Credentials", "true")
	// ruleid: go-cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", origin)
}

func checked(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if slices.Contains(origins, origin) {
		// ok: go-cors-any-origin
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func public(w http.ResponseWriter, r *http.Request) {
	// ok: go-cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", "*")
}

func libraries() {
	// ruleid: go-cors-any-origin
	cors.New(cors.Config{AllowAllOrigins: true, AllowCredentials: true})
	// ruleid: go-cors-any-origin
	cors.New(cors.Config{AllowOriginFunc: func(origin string) bool { return true }, AllowCredentials: true})
	// ok: go-cors-any-origin
	cors.New(cors.Config{AllowOrigins: []string{"https://app.example.com"}, AllowCredentials: true})
	// ok: go-cors-any-origin
	cors.New(cors.Config{AllowAllOrigins: true})
}
