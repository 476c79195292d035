package main

import (
	"net/http"
	_ "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	// ok: go-pprof-exposed
	go http.ListenAndServe("localhost:6060", nil)
	// ok: go-pprof-exposed
	go http.ListenAndServe("127.0.0.1:6060", nil)
	// ok: go-pprof-exposed
	go http.ListenAndServe(":8080", mux)
	// ruleid: go-pprof-exposed
	http.ListenAndServe(":8080", nil)
}
