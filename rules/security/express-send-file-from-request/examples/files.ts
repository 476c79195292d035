export async function download(req: Request, res: Response) {
  const { file } = req.params;
  // ruleid: express-send-file-from-request
  res.download(`./exports/${file}`);
  const found = await File.findOne({ where: { name: file } });
  // ok: express-send-file-from-request
  res.download(found.path);
}
