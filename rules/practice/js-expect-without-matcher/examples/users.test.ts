test.each([1, 2])('adds', async () => {
  // ok: js-expect-without-matcher
  expect(add(1)).toBe(2);
});

test('adds', async () => {
  // ruleid: js-expect-without-matcher
  expect<number>(add(1));
  // ok: js-expect-without-matcher
  expect(add(1)).to.be.true;
});
