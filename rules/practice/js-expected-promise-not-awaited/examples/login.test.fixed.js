it('refuses an unknown user', async () => {
  // ruleid: js-expected-promise-not-awaited
  await expect(login('nobody')).rejects.toThrow('unknown');
  // ruleid: js-expected-promise-not-awaited
  await expect(login('ada')).resolves.not.toBeNull();
  // ok: js-expected-promise-not-awaited
  await expect(login('nobody')).rejects.toThrow('unknown');
  // ok: js-expected-promise-not-awaited
  const later = expect(login('nobody')).rejects.toThrow('unknown');
  await later;
  await Promise.all([
    // ok: js-expected-promise-not-awaited
    expect(login('nobody')).rejects.toThrow(),
    // ok: js-expected-promise-not-awaited
    expect(login('ada')).resolves.toBeTruthy(),
  ]);
  // ok: js-expected-promise-not-awaited
  expect(login.calls).toBe(3);
});

it('returns', () => {
  // ok: js-expected-promise-not-awaited
  return expect(login('nobody')).rejects.toThrow('unknown');
});

// ok: js-expected-promise-not-awaited
it('returns shortly', () => expect(login('nobody')).rejects.toThrow('unknown'));
