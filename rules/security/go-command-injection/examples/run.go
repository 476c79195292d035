package web

import (
	"context"
	"net/http"
	"os/exec"
	"strconv"

	"github.com/gin-gonic/gin"
)

var programs = map[string]string{"list": "ls"}

func ping(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	// ruleid: go-command-injection
	exec.Command("sh", "-c", "ping -c 1 "+host).Run()
	// ruleid: go-command-injection
	exec.CommandContext(context.Background(), "/bin/bash", "-lc", "ping "+host).Run()
	// ok: go-command-injection
	exec.Command("ping", "-c", "1", host).Run()
	// ruleid: go-command-injection
	exec.Command(host, "-v").Run()
	// ok: go-command-injection
	exec.Command(programs[host]).Run()
	count, _ := strconv.Atoi(r.URL.Query().Get("count"))
	// ok: go-command-injection
	exec.Command("sh", "-c", "ping -c "+strconv.Itoa(count)).Run()
	// ok: go-command-injection
	exec.Command("sh", "-c", "ls").Run()
}

func run(c *gin.Context) {
	command := c.Query("command")
	// ruleid: go-command-injection
	cmd := exec.Command("bash", "-c", command)
	cmd.Run()
}

func shell(line string) error {
	// ruleid: go-command-injection
	return exec.Command("sh", "-c", line).Run()
}

func viaHelper(w http.ResponseWriter, r *http.Request) {
	shell("grep " + r.URL.Query().Get("q") + " app.log")
}
