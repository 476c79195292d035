export function visit(link: string): void {
  // ruleid: browser-window-open-keeps-opener
  window.open(link, '_blank');
  // ok: browser-window-open-keeps-opener
  window.open(link, '_self');
}
