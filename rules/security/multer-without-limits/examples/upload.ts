import multer from 'multer';

const limits = { fileSize: 1_000_000 };
// ok: multer-without-limits
export const limited = multer({ storage, limits });
// ruleid: multer-without-limits
export const unlimited = multer({ storage });
