// ruleid: browser-token-in-storage
localStorage.setItem('accessToken', response.token);
// ok: browser-token-in-storage
localStorage.setItem('theme', 'dark');
// ruleid: browser-token-in-storage
window.sessionStorage.setItem('s', user.authToken);
// ruleid: browser-token-in-storage
localStorage.token = token;
// ok: browser-token-in-storage
localStorage.setItem('tokenCount', '4');
// ok: browser-token-in-storage
const token = localStorage.getItem('accessToken');
// ok: browser-token-in-storage
cache.setItem('accessToken', token);
