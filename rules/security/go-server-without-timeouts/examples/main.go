package main

import (
	"net/http"
	"time"
)

func main() {
	// ruleid: go-server-without-timeouts
	http.ListenAndServe(":8080", handler)
	// ok: go-server-without-timeouts
	http.ListenAndServe("localhost:8080", handler)
	// ruleid: go-server-without-timeouts
	first := &http.Server{Addr: ":8080", Handler: handler}
	// ok: go-server-without-timeouts
	second := &http.Server{Addr: ":8080", Handler: handler, ReadHeaderTimeout: time.Second}
	// ok: go-server-without-timeouts
	third := &http.Server{Addr: ":8080", Handler: handler, ReadTimeout: time.Second, WriteTimeout: time.Second}
	// ok: go-server-without-timeouts
	fourth := &http.Server{Addr: ":8080", Handler: handler}
	fourth.ReadHeaderTimeout = time.Second
	use(first, second, third, fourth)
}
