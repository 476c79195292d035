/**
 * A real Chromium for tests: the system's if there is one, else the one that the package brings, which unpacks itself
 * and its shared libraries into the folder for temporary files. Works as root and without a network.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
] as const;

/** Nothing of this reaches out: no updates, no reports, no first-run page. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['PLUMBLINE_CHROMIUM'] ?? SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (installed !== undefined && installed !== 'packaged') {
    return chromium.launch({ executablePath: installed, args: QUIET });
  }
  // The package unpacks its libraries (NSS, fonts) only where it believes to be on Lambda's Node 20.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  packaged.setGraphicsMode = false;
  const executablePath = await packaged.executablePath();
  const libraries = [join(tmpdir(), 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(
    (path) => path !== '',
  );
  return chromium.launch({
    executablePath,
    args: [...QUIET, '--headless=shell', '--no-zygote', '--disable-dev-shm-usage', '--disable-setuid-sandbox'],
    env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_PATH: join(tmpdir(), 'fonts') },
  });
}
