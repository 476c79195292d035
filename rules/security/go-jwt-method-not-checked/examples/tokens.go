package tokens

import (
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

func read(text string, key []byte) {
	// ruleid: go-jwt-method-not-checked
	jwt.Parse(text, func(token *jwt.Token) (any, error) {
		return key, nil
	})
	// ruleid: go-jwt-method-not-checked
	jwt.ParseWithClaims(text, &Claims{}, func(token *jwt.Token) (interface{}, error) {
		return key, nil
	})
	// ok: go-jwt-method-not-checked
	jwt.Parse(text, func(token *jwt.Token) (any, error) {
		return key, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	// ok: go-jwt-method-not-checked
	jwt.Parse(text, func(token *jwt.Token) (any, error) {
		if _, ok := token.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, fmt.Errorf("unexpected method %v", token.Header["alg"])
		}
		return key, nil
	})
}
