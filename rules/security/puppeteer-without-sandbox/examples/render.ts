export async function open(): Promise<Browser[]> {
  // ruleid: puppeteer-without-sandbox
  const browser = await chromium.launch({ chromiumSandbox: false });
  // ok: puppeteer-without-sandbox
  const safe = await chromium.launch({ chromiumSandbox: true });
  return [browser, safe];
}
