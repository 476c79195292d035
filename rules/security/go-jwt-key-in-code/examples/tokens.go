package tokens

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

var key = []byte("change-me")

const word = "change-me"

func sign(token *jwt.Token, given []byte) {
	// ruleid: go-jwt-key-in-code
	token.SignedString([]byte("change-me"))
	// ruleid: go-jwt-key-in-code
	token.SignedString(key)
	// ruleid: go-jwt-key-in-code
	token.SignedString([]byte(word))
	// ok: go-jwt-key-in-code
	token.SignedString([]byte(os.Getenv("JWT_KEY")))
	// ok: go-jwt-key-in-code
	token.SignedString(given)
}

func read(text string) {
	jwt.Parse(text, func(token *jwt.Token) (any, error) {
		// ruleid: go-jwt-key-in-code
		return []byte("change-me"), nil
	})
}
