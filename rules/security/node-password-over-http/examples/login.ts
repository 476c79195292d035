export async function login(user: string, password: string): Promise<Response> {
  // ruleid: node-password-over-http
  return fetch(`http://www.example.com/login`, { method: 'POST', body: JSON.stringify({ user, password }) });
}

export async function ping(): Promise<Response> {
  // ok: node-password-over-http
  return fetch('http://www.example.com/ping');
}
