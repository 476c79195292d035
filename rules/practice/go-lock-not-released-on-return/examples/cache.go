package cache

func (c *Cache) Set(key string, value []byte) error {
	c.mu.Lock()
	if len(value) > maxSize {
		// ruleid: go-lock-not-released-on-return
		return ErrTooLarge
	}
	c.values[key] = value
	c.mu.Unlock()
	return nil
}

func (c *Cache) Safe(key string, value []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(value) > maxSize {
		// ok: go-lock-not-released-on-return
		return ErrTooLarge
	}
	c.values[key] = value
	return nil
}

func (c *Cache) Careful(key string, value []byte) error {
	c.mu.Lock()
	if len(value) > maxSize {
		c.mu.Unlock()
		// ok: go-lock-not-released-on-return
		return ErrTooLarge
	}
	c.values[key] = value
	c.mu.Unlock()
	return nil
}
