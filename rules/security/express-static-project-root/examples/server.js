// ruleid: express-static-project-root
app.use(express.static(__dirname));
// ruleid: express-static-project-root
app.use('/files', express.static('.'));
// ruleid: express-static-project-root
app.use(express.static(path.join(__dirname, '..')));
// ok: express-static-project-root
app.use(express.static(path.join(__dirname, 'public')));
// ok: express-static-project-root
app.use(express.static('public'));
// ok: express-static-project-root
app.use(express.static(path.join(__dirname, '../client/dist')));
