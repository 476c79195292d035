package store

func find(parent context.Context, id string) error {
	// ruleid: go-context-cancel-dropped
	ctx, _ := context.WithTimeout(parent, time.Minute)
	// ruleid: go-context-cancel-dropped
	other, _ := context.WithCancel(ctx)
	// ok: go-context-cancel-dropped
	third, cancel := context.WithCancel(other)
	defer cancel()
	// ok: go-context-cancel-dropped
	fourth := context.WithValue(third, key, id)
	return read(fourth)
}
