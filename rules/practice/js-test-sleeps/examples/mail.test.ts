test('shows the mail', async ({ page }: { page: Page }) => {
  // ruleid: js-test-sleeps
  await page.waitForTimeout(3000);
  // ok: js-test-sleeps
  await page.waitForSelector('.mail');
});
