export async function login(req: Request, res: Response) {
  const { user } = req.body;
  // ruleid: node-log-injection
  console.error(`no such user: ${user}`);
  const account = await Account.findOne({ name: String(user) });
  // ok: node-log-injection
  console.log(`account ${account.id}`);
}
