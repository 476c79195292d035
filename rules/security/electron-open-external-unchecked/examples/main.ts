import { ipcMain, shell } from 'electron';

ipcMain.handle('open', (event, url: string) => {
  // ruleid: electron-open-external-unchecked
  return shell.openExternal(url);
});
ipcMain.handle('help', (event, topic: string) => {
  // ok: electron-open-external-unchecked
  return shell.openExternal(`https://example.com/help/${topic}`);
});
