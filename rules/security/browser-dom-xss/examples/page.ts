export function hash(target: HTMLElement): void {
  const { hash } = window.location;
  const text = decodeURIComponent(window.location.hash);
  // ruleid: browser-dom-xss
  target.outerHTML = text;
  // ok: browser-dom-xss
  target.dataset.hash = hash;
}
