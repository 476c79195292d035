it('sends a mail', async () => {
  placeOrder();
  // ruleid: js-test-sleeps
  await new Promise((resolve) => setTimeout(resolve, 2000));
  // ruleid: js-test-sleeps
  await sleep(500);
  // ok: js-test-sleeps
  await new Promise((resolve) => setTimeout(resolve, 5));
  // ok: js-test-sleeps
  await vi.waitFor(() => expect(outbox).toHaveLength(1));
  while (outbox.length === 0) {
    // ok: js-test-sleeps
    await sleep(100);
  }
});

async function poll() {
  // ok: js-test-sleeps
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
