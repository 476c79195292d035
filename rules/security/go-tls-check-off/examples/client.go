package client

import (
	"crypto/tls"
	"net/http"
)

func clients(insecure bool, verify func(tls.ConnectionState) error) {
	// ruleid: go-tls-check-off
	first := &tls.Config{InsecureSkipVerify: true}
	// ruleid: go-tls-check-off
	second := tls.Config{ServerName: "example.com", InsecureSkipVerify: true}
	// ok: go-tls-check-off
	third := &tls.Config{InsecureSkipVerify: insecure}
	// ok: go-tls-check-off
	fourth := &tls.Config{InsecureSkipVerify: true, VerifyConnection: verify}
	// ok: go-tls-check-off
	fifth := &tls.Config{MinVersion: tls.VersionTLS12}
	// ruleid: go-tls-check-off
	fifth.InsecureSkipVerify = true
	use(first, second, third, fourth, fifth, http.DefaultClient)
}
