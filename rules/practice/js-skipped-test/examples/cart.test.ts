// ruleid: js-skipped-test
test.skip('keeps the cart', async () => {
  expect(await cart()).toEqual<string[]>([]);
});

// ok: js-skipped-test
test('keeps the cart', async () => {
  expect(await cart()).toEqual<string[]>([]);
});
