package tokens

import (
	"fmt"
	"math/rand"
)

const letters = "abcdef"

func newToken() string {
	b := make([]byte, 32)
	for i := range b {
		// ruleid: go-predictable-token
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

func GeneratePassword(n int) (string, error) {
	// ruleid: go-predictable-token
	return fmt.Sprint(rand.Int63()), nil
}

func reset(user *User) {
	// ruleid: go-predictable-token
	otp := fmt.Sprintf("%06d", rand.Intn(1000000))
	// ok: go-predictable-token
	delay := rand.Intn(100)
	// ruleid: go-predictable-token
	user.ResetToken = fmt.Sprint(rand.Uint64())
	use(otp, delay)
}

func shuffle(cards []string) []int {
	// ok: go-predictable-token
	return rand.Perm(len(cards))
}
