package files

func readAll(paths []string) error {
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		// ruleid: go-defer-in-loop
		defer file.Close()
		read(file)
	}
	for i := 0; i < 3; i++ {
		mu.Lock()
		// ruleid: go-defer-in-loop
		defer mu.Unlock()
	}
	for _, path := range paths {
		func() {
			file, _ := open(path)
			// ok: go-defer-in-loop
			defer file.Close()
			read(file)
		}()
		go func(path string) {
			// ok: go-defer-in-loop
			defer mu.Unlock()
		}(path)
	}
	// ok: go-defer-in-loop
	defer done.Close()
	return nil
}
