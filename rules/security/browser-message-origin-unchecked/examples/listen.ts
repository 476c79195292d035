export function listen(): void {
  // ruleid: browser-message-origin-unchecked
  window.onmessage = (event: MessageEvent) => {
    apply(event.data);
  };
  // ok: browser-message-origin-unchecked
  window.addEventListener('message', (event: MessageEvent) => {
    if (event.source !== frame.contentWindow) return;
    apply(event.data);
  });
}
