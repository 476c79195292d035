package main

import "net/http"

func serve() {
	// ok: go-pprof-exposed
	http.ListenAndServe(":8080", nil)
}
