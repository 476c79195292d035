// ruleid: browser-message-origin-unchecked
window.addEventListener('message', (event) => {
  setToken(event.data.token);
});
// ok: browser-message-origin-unchecked
window.addEventListener('message', (event) => {
  if (event.origin !== 'https://login.example.com') return;
  setToken(event.data.token);
});
// ok: browser-message-origin-unchecked
window.addEventListener('message', ({ origin, data }) => {
  if (origin === ORIGIN) setToken(data.token);
});
// ok: browser-message-origin-unchecked
worker.addEventListener('message', (event) => {
  show(event.data);
});
// ok: browser-message-origin-unchecked
window.addEventListener('resize', (event) => {
  show(event.data);
});
