package web

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

func create(c *gin.Context, db *gorm.DB) {
	var user User
	c.ShouldBindJSON(&user)
	// ruleid: go-gorm-mass-assignment
	db.Create(&user)
}

func update(w http.ResponseWriter, r *http.Request, db *gorm.DB) {
	var user User
	if err := json.NewDecoder(r.Body).Decode(&user); err != nil {
		return
	}
	// ruleid: go-gorm-mass-assignment
	db.Model(&user).Updates(user)
}

func fields(c *gin.Context, db *gorm.DB) {
	var input struct{ Name string }
	if err := c.ShouldBindJSON(&input); err != nil {
		return
	}
	// ok: go-gorm-mass-assignment
	db.Create(&User{Name: input.Name})
	user := User{Name: input.Name}
	// ok: go-gorm-mass-assignment
	db.Create(&user)
	var other User
	// ok: go-gorm-mass-assignment
	db.Save(&other)
}
