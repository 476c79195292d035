export function readUser(id: string): Promise<User> {
  // ruleid: js-promise-constructor-around-promise
  return new Promise<User>((resolve, reject) => {
    api.get(`/users/${id}`).then((response) => resolve(response.data)).catch(reject);
  });
}

export function readSettings(): Promise<Settings> {
  // ok: js-promise-constructor-around-promise
  return api.get('/settings').then((response) => response.data);
}
