package web

import (
	"net/http"

	"github.com/gorilla/websocket"
)

// ruleid: go-websocket-any-origin
var open = websocket.Upgrader{
	ReadBufferSize: 1024,
	CheckOrigin:    func(r *http.Request) bool { return true },
}

// ok: go-websocket-any-origin
var own = websocket.Upgrader{ReadBufferSize: 1024}

// ok: go-websocket-any-origin
var checked = websocket.Upgrader{
	CheckOrigin: func(r *http.Request) bool { return r.Header.Get("Origin") == "https://app.example.com" },
}

func set(upgrader websocket.Upgrader) {
	// ruleid: go-websocket-any-origin
	upgrader.CheckOrigin = func(r *http.Request) bool { return true }
	// ok: go-websocket-any-origin
	upgrader.CheckOrigin = isOwn
}
