def test_total(self):
    # ruleid: python-assertion-always-true
    assert (total([1, 2]) == 3, "wrong total")
    # ruleid: python-assertion-always-true
    assert True
    # ruleid: python-assertion-always-true
    self.assertTrue(True)
    # ok: python-assertion-always-true
    assert total([1, 2]) == 3, "wrong total"
    # ok: python-assertion-always-true
    assert (total([1]) == 1), "wrong total"
    # ok: python-assertion-always-true
    assert done is True
    # ok: python-assertion-always-true
    self.assertTrue(total([1]), "no total")
    # ok: python-assertion-always-true
    assert False, "not reached"
