package keys

import (
	"crypto/rand"
	"crypto/rsa"
)

const bits = 1024

func keys(configured int) {
	// ruleid: go-short-rsa-key
	rsa.GenerateKey(rand.Reader, 1024)
	// ruleid: go-short-rsa-key
	rsa.GenerateKey(rand.Reader, bits)
	// ok: go-short-rsa-key
	rsa.GenerateKey(rand.Reader, 2048)
	// ok: go-short-rsa-key
	rsa.GenerateKey(rand.Reader, configured)
}
