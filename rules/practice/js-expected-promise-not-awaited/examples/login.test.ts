test('refuses an unknown user', async () => {
  // ruleid: js-expected-promise-not-awaited
  expect(login('nobody')).rejects.toBeInstanceOf(UnknownUser);
  // ok: js-expected-promise-not-awaited
  await expect(login('nobody')).rejects.toBeInstanceOf(UnknownUser);
});
