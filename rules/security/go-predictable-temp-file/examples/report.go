package report

import (
	"os"
	"path/filepath"
)

func write(data []byte) {
	// ruleid: go-predictable-temp-file
	os.Create("/tmp/report.csv")
	// ruleid: go-predictable-temp-file
	os.WriteFile("/tmp/report.csv", data, 0o600)
	// ruleid: go-predictable-temp-file
	os.Create(filepath.Join(os.TempDir(), "report.csv"))
	// ok: go-predictable-temp-file
	os.CreateTemp("", "report-*.csv")
	// ok: go-predictable-temp-file
	os.Open("/tmp/report.csv")
	// ok: go-predictable-temp-file
	os.WriteFile("/srv/report.csv", data, 0o600)
}
