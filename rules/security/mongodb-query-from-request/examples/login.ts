import { User } from './user.ts';

export const login = async (req: Request, res: Response) => {
  const { email, code } = req.body;
  // ruleid: mongodb-query-from-request
  const user = await User.findOneAndUpdate({ email, code }, { $unset: { code: 1 } });
  // ok: mongodb-query-from-request
  const other = await User.findOne({ email: email.toLowerCase() });
  res.json([user, other]);
};
