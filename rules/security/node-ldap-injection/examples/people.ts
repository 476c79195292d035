export async function login(req: Request, res: Response) {
  const { user, password } = req.body;
  // ruleid: node-ldap-injection
  await client.bind(`uid=${user},ou=people,dc=example`, password);
  // ok: node-ldap-injection
  await client.bind('cn=reader,dc=example', password);
}
