// ruleid: browser-post-message-to-any-origin
window.opener.postMessage({ type: 'login', token }, '*');
// ok: browser-post-message-to-any-origin
window.opener.postMessage({ type: 'login', token }, 'https://app.example.com');
// ok: browser-post-message-to-any-origin
window.parent.postMessage({ type: 'ready' }, '*');
// ok: browser-post-message-to-any-origin
worker.postMessage({ job }, '*');
// ruleid: browser-post-message-to-any-origin
frame.contentWindow.postMessage(state, '*');
// ok: browser-post-message-to-any-origin
window.parent.postMessage({ type: RESIZE, width: box.width }, '*');
// ok: browser-post-message-to-any-origin
window.parent.postMessage('ready', '*');
