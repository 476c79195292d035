package web

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
)

var feeds = map[string]string{"news": "https://news.example.com/feed"}

func preview(w http.ResponseWriter, r *http.Request) {
	address := r.URL.Query().Get("url")
	// ruleid: go-ssrf
	http.Get(address)
	// ruleid: go-ssrf
	http.NewRequest("GET", "https://"+address+"/feed", nil)
	client := &http.Client{}
	// ruleid: go-ssrf
	client.Get(address)
	// ok: go-ssrf
	http.Get("https://api.example.com/users/" + address)
	// ok: go-ssrf
	http.Get(fmt.Sprintf("https://api.example.com/users?q=%s", url.QueryEscape(address)))
	// ok: go-ssrf
	http.Get(feeds[address])
	// ok: go-ssrf
	http.Post("https://api.example.com/users", "application/json", r.Body)
	body, _ := io.ReadAll(r.Body)
	// ok: go-ssrf
	http.NewRequest("POST", string(body), nil)
}

func checked(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("url")
	if !isAllowedHost(address) {
		return
	}
	// ok: go-ssrf
	http.Get(address)
}
