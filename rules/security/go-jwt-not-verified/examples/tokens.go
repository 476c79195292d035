package tokens

import "github.com/golang-jwt/jwt/v5"

func read(text string, keyFor jwt.Keyfunc) {
	var claims jwt.RegisteredClaims
	// ruleid: go-jwt-not-verified
	jwt.NewParser().ParseUnverified(text, &claims)
	parser := new(jwt.Parser)
	// ruleid: go-jwt-not-verified
	parser.ParseUnverified(text, &claims)
	// ok: go-jwt-not-verified
	parser.ParseWithClaims(text, &claims, keyFor)
	// ok: go-jwt-not-verified
	jwt.ParseWithClaims(text, &claims, keyFor, jwt.WithValidMethods([]string{"RS256"}))
}

func none(token *jwt.Token) (string, error) {
	// ruleid: go-jwt-not-verified
	return token.SignedString(jwt.UnsafeAllowNoneSignatureType)
}
