const { BrowserWindow } = require('electron');

const a = new BrowserWindow({
  width: 800,
  webPreferences: {
    // ruleid: electron-insecure-web-preferences
    nodeIntegration: true,
    // ruleid: electron-insecure-web-preferences
    contextIsolation: false,
    // ok: electron-insecure-web-preferences
    spellcheck: false,
  },
});
const b = new BrowserWindow({
  // ok: electron-insecure-web-preferences
  webPreferences: { nodeIntegration: false, contextIsolation: true, preload },
});
// ok: electron-insecure-web-preferences
const c = { sandbox: false, url: 'https://pay.example.com' };
