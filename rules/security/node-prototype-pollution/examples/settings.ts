export function update(req: Request, res: Response): void {
  const { user, field } = req.params;
  // ruleid: node-prototype-pollution
  store[user].value = req.body.value;
  // ok: node-prototype-pollution
  stores.get(user)!.value = field;
  const rows = [];
  // ok: node-prototype-pollution
  rows[Number(req.params.row)].value = req.body.value;
}
