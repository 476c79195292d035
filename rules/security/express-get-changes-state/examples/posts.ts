router.get('/remove/:id', requireUser, async (req: Request, res: Response) => {
  // ruleid: express-get-changes-state
  await Post.destroy({ where: { id: req.params.id } });
  res.redirect('/');
});
router.delete('/:id', requireUser, async (req: Request, res: Response) => {
  // ok: express-get-changes-state
  await Post.destroy({ where: { id: req.params.id } });
  res.sendStatus(204);
});
