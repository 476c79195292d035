package users

import (
	"crypto/md5"
	"crypto/sha256"
	"io"

	"golang.org/x/crypto/bcrypt"
)

func hash(password, salt, email string, user User) {
	// ruleid: go-fast-password-hash
	md5.Sum([]byte(password))
	// ruleid: go-fast-password-hash
	sha256.Sum256([]byte(salt + password))
	// ruleid: go-fast-password-hash
	sha256.Sum256([]byte(user.Password))
	// ok: go-fast-password-hash
	sha256.Sum256([]byte(email))
	// ok: go-fast-password-hash
	bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	h := sha256.New()
	// ruleid: go-fast-password-hash
	h.Write([]byte(password))
	// ok: go-fast-password-hash
	h.Write([]byte(salt))
	// ruleid: go-fast-password-hash
	io.WriteString(h, password)
}
