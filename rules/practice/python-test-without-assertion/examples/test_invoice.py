# ruleid: python-test-without-assertion
def test_adds_tax():
    invoice = make_invoice(net=100)
    invoice.add_tax(0.19)
    print(invoice.gross)


# ok: python-test-without-assertion
def test_net():
    assert make_invoice(net=100).net == 100


# ok: python-test-without-assertion
def test_refuses_negative():
    with pytest.raises(ValueError):
        make_invoice(net=-1)


# ok: python-test-without-assertion
def test_with_helper():
    check_invoice(make_invoice(net=1))


class InvoiceTest(TestCase):
    # ruleid: python-test-without-assertion
    async def test_sends(self):
        await send(make_invoice(net=1))

    # ok: python-test-without-assertion
    def test_sent(self):
        self.assertTrue(send(make_invoice(net=1)))


# ok: python-test-without-assertion
def make_invoice(net):
    return Invoice(net)


# ok: python-test-without-assertion
@pytest.fixture
def test_invoices():
    return [make_invoice(net=1)]


# ok: python-test-without-assertion
@app.route("/test")
def test_page():
    return "a page of the application that is tested"
