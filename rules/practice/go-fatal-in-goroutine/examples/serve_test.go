package serve

import "testing"

func TestServe(t *testing.T) {
	go func() {
		if err := serve(); err != nil {
			// ruleid: go-fatal-in-goroutine
			t.Fatal(err)
		}
	}()
	go func() {
		if err := serve(); err != nil {
			// ok: go-fatal-in-goroutine
			t.Error(err)
		}
	}()
	// ok: go-fatal-in-goroutine
	t.Fatalf("not served: %v", call())
}
