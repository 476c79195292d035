export function show(message: string): void {
  // ruleid: browser-inner-html-with-value
  toast.innerHTML = `<strong>${message}</strong>`;
  // ok: browser-inner-html-with-value
  toast.innerHTML = `<strong>${messages.length}</strong>`;
}
