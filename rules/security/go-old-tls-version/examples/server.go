package server

import "crypto/tls"

func configs() {
	// ruleid: go-old-tls-version
	first := &tls.Config{MinVersion: tls.VersionTLS10}
	// ruleid: go-old-tls-version
	second := tls.Config{MinVersion: tls.VersionTLS11, ServerName: "example.com"}
	// ok: go-old-tls-version
	third := &tls.Config{MinVersion: tls.VersionTLS12}
	// ruleid: go-old-tls-version
	third.MinVersion = tls.VersionSSL30
	// ok: go-old-tls-version
	third.MaxVersion = tls.VersionTLS13
	use(first, second, third)
}
