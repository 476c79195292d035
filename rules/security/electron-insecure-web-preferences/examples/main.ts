import { BrowserWindow } from 'electron';

export const win = new BrowserWindow({
  // ruleid: electron-insecure-web-preferences
  webPreferences: { webSecurity: false },
});
export const safe = new BrowserWindow({
  // ok: electron-insecure-web-preferences
  webPreferences: { sandbox: true },
});
