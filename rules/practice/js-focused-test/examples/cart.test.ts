// ruleid: js-focused-test
test.only.each([1, 2])('adds %d', (count: number) => {
  expect(add(count)).toBe(count);
});

// ok: js-focused-test
test.each([1, 2])('adds %d', (count: number) => {
  expect(add(count)).toBe(count);
});
