package web

import "strconv"

func numbers(text string) {
	first, _ := strconv.Atoi(text)
	// ruleid: go-integer-overflow
	find(int32(first))
	second, _ := strconv.ParseInt(text, 10, 32)
	// ok: go-integer-overflow
	find(int32(second))
	third, _ := strconv.ParseInt(text, 10, 64)
	// ruleid: go-integer-overflow
	port(uint16(third))
	// ok: go-integer-overflow
	long(int64(first))
	fourth, err := strconv.Atoi(text)
	if err != nil || fourth > 65535 {
		return
	}
	// ok: go-integer-overflow
	port(uint16(fourth))
	fifth, _ := strconv.Atoi(text)
	if fifth < 0 {
		return
	}
	// ruleid: go-integer-overflow
	port(uint16(fifth))
	// ok: go-integer-overflow
	port(uint16(len(text)))
}
