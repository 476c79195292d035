package files

import (
	"os"
	"syscall"
)

func modes(file *os.File) {
	// ruleid: go-open-permissions
	os.Chmod("run.sh", 0777)
	// ruleid: go-open-permissions
	file.Chmod(0o666)
	// ok: go-open-permissions
	os.Chmod("run.sh", 0o755)
	// ok: go-open-permissions
	os.Chmod("run.sh", 0o600)
	// ok: go-open-permissions
	os.MkdirAll("data", 0o777)
	// ruleid: go-open-permissions
	syscall.Umask(0)
	// ok: go-open-permissions
	syscall.Umask(0o027)
}
