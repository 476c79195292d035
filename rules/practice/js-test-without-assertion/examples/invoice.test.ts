// ruleid: js-test-without-assertion
it('should add the tax', async (): Promise<void> => {
  const invoice: Invoice = await makeInvoice({ net: 100 });
  invoice.addTax(0.19);
});

// ok: js-test-without-assertion
it('adds the tax', () => {
  expectTypeOf(makeInvoice).returns.toEqualTypeOf<Invoice>();
});
