export function send(popup: Window, token: string): void {
  // ruleid: browser-post-message-to-any-origin
  popup.postMessage({ token }, '*');
  // ok: browser-post-message-to-any-origin
  popup.postMessage({ token }, window.location.origin);
}
