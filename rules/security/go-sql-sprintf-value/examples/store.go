package store

import (
	"database/sql"
	"fmt"
)

func rename(db *sql.DB, id int, name, table string) {
	// ruleid: go-sql-sprintf-value
	db.Exec(fmt.Sprintf("UPDATE users SET name = '%s' WHERE id = %d", name, id))
	// ruleid: go-sql-sprintf-value
	db.Query("SELECT * FROM users WHERE name = '" + name + "'")
	// ok: go-sql-sprintf-value
	db.Exec("UPDATE users SET name = $1 WHERE id = $2", name, id)
	// ok: go-sql-sprintf-value
	db.Query(fmt.Sprintf("SELECT * FROM %s WHERE id = $1", table), id)
	// ok: go-sql-sprintf-value
	db.Query(fmt.Sprintf("SELECT * FROM users WHERE id = %d", id))
	// ok: go-sql-sprintf-value
	db.Exec("UPDATE users SET name = 'unknown' WHERE id = $1", id)
	query := fmt.Sprintf("DELETE FROM users WHERE name = '%s'", name)
	// ruleid: go-sql-sprintf-value
	db.Exec(query)
	other := fmt.Sprintf("DELETE FROM %s WHERE id = $1", table)
	// ok: go-sql-sprintf-value
	db.Exec(other, id)
}
