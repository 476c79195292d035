const multer = require('multer');

const wrong = multer.diskStorage({
  destination: 'uploads',
  // ruleid: multer-original-name-as-path
  filename: (req, file, cb) => cb(null, file.originalname),
});
const dated = multer.diskStorage({
  filename: function (req, file, cb) {
    // ruleid: multer-original-name-as-path
    cb(null, Date.now() + '-' + file.originalname);
  },
});
const right = multer.diskStorage({
  // ok: multer-original-name-as-path
  filename: (req, file, cb) => cb(null, randomUUID() + path.extname(file.originalname)),
});

app.post('/a', upload.single('photo'), (req, res) => {
  // ruleid: multer-original-name-as-path
  fs.writeFileSync(`uploads/${req.file.originalname}`, req.file.buffer);
  // ok: multer-original-name-as-path
  fs.writeFileSync(`uploads/${req.user.id}.jpg`, req.file.buffer);
  // ok: multer-original-name-as-path
  res.json({ name: req.file.originalname });
});

app.post('/b', (req, res) => {
  // ruleid: multer-original-name-as-path
  req.files.photo.mv('./uploads/' + req.files.photo.name);
});
