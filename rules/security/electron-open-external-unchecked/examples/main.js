const { shell } = require('electron');

contents.setWindowOpenHandler(({ url }) => {
  // ruleid: electron-open-external-unchecked
  shell.openExternal(url);
  return { action: 'deny' };
});
contents.setWindowOpenHandler(({ url }) => {
  if (url.startsWith('https://')) {
    // ok: electron-open-external-unchecked
    shell.openExternal(url);
  }
  // ok: electron-open-external-unchecked
  shell.openExternal('https://example.com/help');
  return { action: 'deny' };
});
