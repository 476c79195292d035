package tokens

import (
	"crypto/rand"
	"math/big"
)

func newToken() (string, error) {
	// ok: go-predictable-token
	n, err := rand.Int(rand.Reader, big.NewInt(1000))
	return n.String(), err
}
