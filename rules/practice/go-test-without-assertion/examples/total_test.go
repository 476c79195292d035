package total

import "testing"

// ruleid: go-test-without-assertion
func TestTotal(t *testing.T) {
	got := Total([]int{1, 2})
	t.Log(got)
}

// ok: go-test-without-assertion
func TestTotalChecked(t *testing.T) {
	if got := Total([]int{1, 2}); got != 3 {
		t.Errorf("got %d", got)
	}
}

// ok: go-test-without-assertion
func TestWithHelper(t *testing.T) {
	compareTotals(t, Total([]int{1}), 1)
}

// Run as a process of its own by another test.
// ok: go-test-without-assertion
func TestHelperProcess(_ *testing.T) {
	main()
}

// ok: go-test-without-assertion
func TestMain(m *testing.M) {
	m.Run()
}
