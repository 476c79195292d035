package prices

import (
	"log"
	"net/http"
)

func read(address string) {
	response, err := http.Get(address)
	if err != nil {
		log.Println(err)
	}
	// ruleid: go-used-after-logged-error
	use(response.Body)
}

func readSafely(address string) {
	response, err := http.Get(address)
	if err != nil {
		log.Println(err)
		return
	}
	// ok: go-used-after-logged-error
	use(response.Body)
}

func readFatal(address string) {
	response, err := http.Get(address)
	if err != nil {
		log.Fatal(err)
	}
	// ok: go-used-after-logged-error
	use(response.Body)
}
