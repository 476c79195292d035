package crypt

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"io"
)

func zeros(aead cipher.AEAD, text []byte) []byte {
	nonce := make([]byte, aead.NonceSize())
	// ruleid: go-fixed-nonce
	return aead.Seal(nil, nonce, text, nil)
}

func literal(aead cipher.AEAD, block cipher.Block, text []byte) {
	// ruleid: go-fixed-nonce
	aead.Seal(nil, []byte("unique nonce"), text, nil)
	// ruleid: go-fixed-nonce
	cipher.NewCBCEncrypter(block, []byte("0123456789abcdef"))
}

func random(aead cipher.AEAD, text []byte) ([]byte, error) {
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	// ok: go-fixed-nonce
	return aead.Seal(nonce, nonce, text, nil), nil
}

func full(aead cipher.AEAD, text []byte) ([]byte, error) {
	nonce := make([]byte, 12)
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, err
	}
	// ok: go-fixed-nonce
	return aead.Seal(nonce, nonce, text, nil), nil
}

func counted(aead cipher.AEAD, text []byte, counter uint64) []byte {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce, counter)
	// ok: go-fixed-nonce
	return aead.Seal(nil, nonce, text, nil)
}

func given(aead cipher.AEAD, nonce, text []byte) []byte {
	// ok: go-fixed-nonce
	return aead.Seal(nil, nonce, text, nil)
}
