const multer = require('multer');
const fileUpload = require('express-fileupload');

// ruleid: multer-without-limits
const a = multer({ dest: 'uploads/' });
// ruleid: multer-without-limits
const b = multer({ storage: multer.memoryStorage() });
// ok: multer-without-limits
const c = multer({ dest: 'uploads/', limits: { fileSize: 5_000_000 } });
// ruleid: multer-without-limits
app.use(fileUpload());
// ok: multer-without-limits
app.use(fileUpload({ limits: { fileSize: 5_000_000 } }));
// ok: multer-without-limits
const d = multer(options);
