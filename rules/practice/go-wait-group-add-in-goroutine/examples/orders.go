package orders

func sendAll(orders []Order) {
	var wg sync.WaitGroup
	for _, order := range orders {
		go func(order Order) {
			// ruleid: go-wait-group-add-in-goroutine
			wg.Add(1)
			defer wg.Done()
			send(order)
		}(order)
	}
	for _, order := range orders {
		// ok: go-wait-group-add-in-goroutine
		wg.Add(1)
		go func() {
			defer wg.Done()
			send(order)
		}()
	}
	wg.Wait()
}
