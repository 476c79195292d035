export function remember(session: Session): void {
  // ruleid: browser-token-in-storage
  sessionStorage.setItem('refresh_token', session.refreshToken);
  // ok: browser-token-in-storage
  sessionStorage.setItem('lastPage', location.pathname);
}
