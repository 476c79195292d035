package prices

import "net/http"

func read(address string) error {
	// ruleid: go-response-body-not-closed
	response, err := http.Get(address)
	if err != nil {
		return err
	}
	decode(response.Body)
	return nil
}

func readClosed(address string) error {
	// ok: go-response-body-not-closed
	response, err := http.Get(address)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	decode(response.Body)
	return nil
}

func readInFunction(address string) error {
	// ok: go-response-body-not-closed
	response, err := http.Get(address)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	decode(response.Body)
	return nil
}

func open(address string) (*http.Response, error) {
	// ok: go-response-body-not-closed
	response, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	log(response.Status)
	return response, nil
}
