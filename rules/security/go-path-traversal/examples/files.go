package web

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
)

var pages = map[string]string{"terms": "terms.html"}

func file(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go-path-traversal
	os.ReadFile(filepath.Join("/srv/files", name))
	// ruleid: go-path-traversal
	os.Open("/srv/files/" + name)
	// ok: go-path-traversal
	os.Open(filepath.Join("/srv/files", filepath.Base(name)))
	// ok: go-path-traversal
	os.ReadFile(filepath.Join("/srv/files", pages[name]))
	// ok: go-path-traversal
	os.ReadFile("/srv/files/index.html")
	// ok: go-path-traversal
	os.ReadFile(filepath.Join("/srv/files", store.FileName(name)))
	// ruleid: go-path-traversal
	http.ServeFile(w, r, filepath.Join("/srv/files", name))
	// ok: go-path-traversal
	http.ServeFile(w, r, filepath.Join("/srv/files", r.URL.Path))
	root, _ := os.OpenRoot("/srv/files")
	// ok: go-path-traversal
	root.Open(name)
}

func remove(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join("/srv/files", r.PathValue("name"))
	if !strings.HasPrefix(path, "/srv/files/") {
		return
	}
	// ok: go-path-traversal
	os.Remove(path)
}

func local(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if !filepath.IsLocal(name) {
		return
	}
	// ok: go-path-traversal
	os.Remove(filepath.Join("/srv/files", name))
}

func upload(c *gin.Context) {
	header, _ := c.FormFile("file")
	// ruleid: go-path-traversal
	c.SaveUploadedFile(header, "/srv/files/"+c.PostForm("name"))
	// ok: go-path-traversal
	c.SaveUploadedFile(header, "/srv/files/"+filepath.Base(c.PostForm("name")))
	// ruleid: go-path-traversal
	c.File(filepath.Join("/srv/files", c.Param("name")))
}

func store(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	// ok: go-path-traversal
	os.WriteFile("/srv/files/last", body, 0o600)
}
