package web

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"io"
	"net/http"
	"os"
)

func receive(w http.ResponseWriter, r *http.Request) {
	var order Order
	// ruleid: go-gob-from-request
	gob.NewDecoder(r.Body).Decode(&order)
	body, _ := io.ReadAll(r.Body)
	// ruleid: go-gob-from-request
	gob.NewDecoder(bytes.NewReader(body)).Decode(&order)
	// ok: go-gob-from-request
	json.NewDecoder(r.Body).Decode(&order)
}

func load(file *os.File, order *Order) {
	// ok: go-gob-from-request
	gob.NewDecoder(file).Decode(order)
}
