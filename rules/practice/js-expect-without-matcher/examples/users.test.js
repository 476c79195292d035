it('adds the user', () => {
  const users = addUser([], 'ada');
  // ruleid: js-expect-without-matcher
  expect(users.includes('ada'));
  // ok: js-expect-without-matcher
  expect(users).toContain('ada');
  // ok: js-expect-without-matcher
  expect(users).not.toContain('bob');
  // ok: js-expect-without-matcher
  const expected = expect(users);
  // ok: js-expect-without-matcher
  check(expect(users));
});

test('adds them all', async () => {
  // ruleid: js-expect-without-matcher
  expect(await addUsers());
  // ok: js-expect-without-matcher
  await expect(addUsers()).resolves.toEqual([]);
});

// ok: js-expect-without-matcher
expect(parse('1'));
