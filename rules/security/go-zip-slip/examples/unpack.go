package unpack

import (
	"archive/tar"
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func unzip(file, folder string) error {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	for _, entry := range archive.File {
		path := filepath.Join(folder, entry.Name)
		if entry.FileInfo().IsDir() {
			// ruleid: go-zip-slip
			os.MkdirAll(path, 0o755)
			continue
		}
		// ruleid: go-zip-slip
		target, _ := os.Create(path)
		defer target.Close()
	}
	return nil
}

func untar(reader *tar.Reader, folder string) error {
	for {
		header, err := reader.Next()
		if err == io.EOF {
			return nil
		}
		// ruleid: go-zip-slip
		os.OpenFile(folder+"/"+header.Name, os.O_CREATE, 0o644)
		// ok: go-zip-slip
		os.Create(filepath.Join(folder, filepath.Base(header.Name)))
	}
}

func unzipLocal(archive *zip.Reader, folder string) error {
	for _, entry := range archive.File {
		if !filepath.IsLocal(entry.Name) {
			return fmt.Errorf("outside: %q", entry.Name)
		}
		// ok: go-zip-slip
		os.Create(filepath.Join(folder, entry.Name))
	}
	return nil
}

func unzipPrefix(archive *zip.Reader, folder string) error {
	for _, entry := range archive.File {
		path := filepath.Join(folder, entry.Name)
		if !strings.HasPrefix(path, filepath.Clean(folder)+"/") {
			continue
		}
		// ok: go-zip-slip
		os.Create(path)
	}
	return nil
}
