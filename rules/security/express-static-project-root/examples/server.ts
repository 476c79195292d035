import express, { static as files } from 'express';

const app = express();
// ruleid: express-static-project-root
app.use(express.static(process.cwd(), { index: false }));
// ok: express-static-project-root
app.use(express.static(PUBLIC_FOLDER));
