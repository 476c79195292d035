package orders

func remove(w http.ResponseWriter, r *http.Request) {
	if !admin(r) {
		// ruleid: go-handler-goes-on-after-error
		http.Error(w, "not allowed", http.StatusForbidden)
	}
	orders.Delete(r.URL.Path)
}

func removeSafely(w http.ResponseWriter, r *http.Request) {
	if !admin(r) {
		// ok: go-handler-goes-on-after-error
		http.Error(w, "not allowed", http.StatusForbidden)
		return
	}
	if err := orders.Delete(r.URL.Path); err != nil {
		// ok: go-handler-goes-on-after-error
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func removeOr(w http.ResponseWriter, r *http.Request) {
	if !admin(r) {
		// ok: go-handler-goes-on-after-error
		http.Error(w, "not allowed", http.StatusForbidden)
	} else {
		orders.Delete(r.URL.Path)
	}
	count()
}
