import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

router.get('/terms', (req: Request, res: Response) => {
  // ruleid: node-sync-call-in-handler
  res.send(readFileSync('terms.html', 'utf8'));
});

router.get('/privacy', async (req: Request, res: Response) => {
  // ok: node-sync-call-in-handler
  res.send(await readFile('privacy.html', 'utf8'));
});
