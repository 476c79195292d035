package prices

func read(path string, text []byte) error {
	// ruleid: go-error-ignored
	file, _ := os.Open(path)
	// ruleid: go-error-ignored
	body, _ := io.ReadAll(file)
	// ruleid: go-error-ignored
	_ = json.Unmarshal(body, &prices)
	// ruleid: go-error-ignored
	link, _ := url.Parse(path)
	// ok: go-error-ignored
	base, _ := url.Parse("https://prices.example")
	// ok: go-error-ignored
	other, err := os.Open(path)
	// ok: go-error-ignored
	value, _ := cache[path]
	// ok: go-error-ignored
	host, _, err := net.SplitHostPort(path)
	// ok: go-error-ignored
	_ = file.Close()
	return err
}
