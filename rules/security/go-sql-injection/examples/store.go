package web

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/mux"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

var columns = map[string]string{"name": "name"}

type server struct {
	db   *sql.DB
	gorm *gorm.DB
}

func (s *server) users(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go-sql-injection
	s.db.Query(fmt.Sprintf("SELECT * FROM users WHERE name = '%s'", name))
	// ruleid: go-sql-injection
	s.db.QueryRowContext(r.Context(), "SELECT * FROM users WHERE name = '"+name+"'")
	// ok: go-sql-injection
	s.db.Query("SELECT * FROM users WHERE name = $1", name)
	// ok: go-sql-injection
	s.db.ExecContext(context.Background(), "DELETE FROM users WHERE name = $1", name)
	id, _ := strconv.Atoi(r.FormValue("id"))
	// ok: go-sql-injection
	s.db.Query(fmt.Sprintf("SELECT * FROM users WHERE id = %d", id))
	// ok: go-sql-injection
	s.db.Query("SELECT * FROM users ORDER BY " + columns[r.FormValue("sort")])
	// ruleid: go-sql-injection
	s.db.Exec("DROP TABLE " + mux.Vars(r)["table"])
}

func (s *server) pages(c echo.Context) error {
	// ruleid: go-sql-injection
	s.gorm.Where("title = '" + c.QueryParam("title") + "'").Find(&pages)
	// ok: go-sql-injection
	s.gorm.Where("title = ?", c.QueryParam("title")).Find(&pages)
	// ruleid: go-sql-injection
	s.gorm.Order(c.QueryParam("sort")).Find(&pages)
	// ok: go-sql-injection
	s.gorm.Order("title").Find(&pages)
	return nil
}

func lookup(c *gin.Context) {
	// ok: go-sql-injection
	if c.Query("title") != "" {
		// ok: go-sql-injection
		c.Get("title")
	}
}

func link(r *http.Request) string {
	// ok: go-sql-injection
	return r.URL.Query().Get("name")
}
