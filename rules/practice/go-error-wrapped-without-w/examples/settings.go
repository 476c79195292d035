package settings

func open(path string) error {
	err := read(path)
	if err != nil {
		// ruleid: go-error-wrapped-without-w
		return fmt.Errorf("open %s: %v", path, err)
	}
	closeErr := done()
	if closeErr != nil {
		// ruleid: go-error-wrapped-without-w
		return fmt.Errorf("close: %s", closeErr)
	}
	// ok: go-error-wrapped-without-w
	log.Printf("open: %v", err)
	// ok: go-error-wrapped-without-w
	_ = fmt.Errorf("open: %w: %v", ErrSettings, err)
	// ok: go-error-wrapped-without-w
	_ = fmt.Errorf("no file %s", path)
	// ok: go-error-wrapped-without-w
	return fmt.Errorf("open: %w", err)
}
