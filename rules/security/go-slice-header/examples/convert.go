package convert

import (
	"reflect"
	"unsafe"
)

func convert(text string, data []byte) {
	// ruleid: go-slice-header
	first := (*reflect.StringHeader)(unsafe.Pointer(&text))
	// ruleid: go-slice-header
	second := (*reflect.SliceHeader)(unsafe.Pointer(&data))
	// ruleid: go-slice-header
	third := reflect.SliceHeader{Data: first.Data, Len: first.Len, Cap: first.Len}
	// ok: go-slice-header
	fourth := unsafe.Slice(unsafe.StringData(text), len(text))
	// ok: go-slice-header
	fifth := []byte(text)
	use(second, third, fourth, fifth)
}
