package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"os"
)

const limit = 1 << 20

func receive(w http.ResponseWriter, r *http.Request) {
	unpacked, _ := gzip.NewReader(r.Body)
	// ruleid: go-decompression-bomb
	io.ReadAll(unpacked)
	// ok: go-decompression-bomb
	io.ReadAll(io.LimitReader(unpacked, limit))
	// ok: go-decompression-bomb
	io.ReadAll(r.Body)
}

func store(w http.ResponseWriter, r *http.Request) {
	unpacked, _ := gzip.NewReader(http.MaxBytesReader(w, r.Body, limit))
	file, _ := os.Create("last")
	// ruleid: go-decompression-bomb
	io.Copy(file, unpacked)
	// ok: go-decompression-bomb
	io.CopyN(file, unpacked, limit)
}

func local(file *os.File) {
	unpacked, _ := gzip.NewReader(file)
	// ok: go-decompression-bomb
	io.ReadAll(unpacked)
}
