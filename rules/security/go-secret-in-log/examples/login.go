package web

import (
	"log"
	"log/slog"
)

func login(name, password string, settings Settings) {
	// ruleid: go-secret-in-log
	log.Printf("login of %s with %s", name, password)
	// ruleid: go-secret-in-log
	slog.Info("login", "name", name, "key", settings.APIKey)
	// ok: go-secret-in-log
	log.Printf("login of %s", name)
	// ok: go-secret-in-log
	slog.Info("password was changed", "name", name)
	// ok: go-secret-in-log
	log.Printf("password has %d letters", len(password))
	// ok: go-secret-in-log
	check(name, password)
}
