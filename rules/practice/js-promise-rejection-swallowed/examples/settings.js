// ok: js-promise-rejection-swallowed
first().catch((error) => {
  log.warn(error);
});
// ruleid: js-promise-rejection-swallowed
saveSettings(settings).catch(() => {});
// ruleid: js-promise-rejection-swallowed
fetch('/ping').then((response) => response.json()).catch(function (error) {});
// ruleid: js-promise-rejection-swallowed
save().catch((error) => {});
// ok: js-promise-rejection-swallowed
save().catch(() => {
  // Counting visits may fail.
});
// ok: js-promise-rejection-swallowed
save().catch(() => { /* nobody waits for it */ });
// ok: js-promise-rejection-swallowed
save().catch((error) => log.warn(error));
// ok: js-promise-rejection-swallowed
save().catch(noop);
// ok: js-promise-rejection-swallowed
browser.close().catch(() => {});
// ok: js-promise-rejection-swallowed
const found = await read().catch(() => undefined);
