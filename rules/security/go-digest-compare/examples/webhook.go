package web

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

func accept(key, body, sent []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	expected := mac.Sum(nil)
	// ruleid: go-digest-compare
	if bytes.Equal(expected, sent) {
		return true
	}
	// ruleid: go-digest-compare
	if hex.EncodeToString(expected) == string(sent) {
		return true
	}
	// ok: go-digest-compare
	if len(expected) != len(sent) {
		return false
	}
	// ok: go-digest-compare
	if bytes.Equal(body, sent) {
		return false
	}
	// ok: go-digest-compare
	return hmac.Equal(expected, sent)
}
