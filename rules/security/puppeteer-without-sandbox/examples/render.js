async function render(html) {
  // ruleid: puppeteer-without-sandbox
  const browser = await puppeteer.launch({ headless: true, args: ['--no-sandbox', '--disable-gpu'] });
  // ok: puppeteer-without-sandbox
  const other = await puppeteer.launch({ args: ['--disable-gpu'] });
  return [browser, other];
}
