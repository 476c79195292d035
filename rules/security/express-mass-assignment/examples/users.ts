export async function update(req: Request, res: Response): Promise<void> {
  // ruleid: express-mass-assignment
  await prisma.user.update({ where: { id: Number(req.params.id) }, data: req.body });
  // ok: express-mass-assignment
  await prisma.user.update({ where: { id: Number(req.params.id) }, data: { name: req.body.name } });
  // ok: express-mass-assignment
  const dto = new UpdateUserDto(req.body);
  res.json(dto);
}
