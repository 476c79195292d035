// ruleid: js-test-without-assertion
it('adds the tax', () => {
  const invoice = makeInvoice({ net: 100 });
  invoice.addTax(0.19);
});

// ruleid: js-test-without-assertion
test('sends it', async function () {
  await send(makeInvoice({ net: 1 }));
});

// ok: js-test-without-assertion
it('adds the tax', () => {
  expect(makeInvoice({ net: 100 }).net).toBe(100);
});

// ok: js-test-without-assertion
it('is fine', async () => {
  await assert.rejects(() => send());
});

// ok: js-test-without-assertion
it('is fine with a helper', () => {
  checkInvoice(makeInvoice({ net: 1 }));
});

// ok: js-test-without-assertion
it('calls back', (done) => {
  send(done);
});

// ok: js-test-without-assertion
it('is planned');

// ok: js-test-without-assertion
it('should not throw for an empty list', () => {
  print([]);
});

// ok: js-test-without-assertion
test(invoice, () => {
  send();
});

// ok: js-test-without-assertion
it('should answer', async () => {
  await request(app).get('/').expect(200);
});
