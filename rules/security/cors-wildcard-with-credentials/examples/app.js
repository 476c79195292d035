const cors = require('cors');

// ruleid: cors-wildcard-with-credentials
app.use(cors({ origin: '*', credentials: true }));
// ok: cors-wildcard-with-credentials
app.use(cors({ origin: '*' }));
// ok: cors-wildcard-with-credentials
app.use(cors({ origin: 'https://app.example.com', credentials: true }));

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*');
  // ruleid: cors-wildcard-with-credentials
  res.header('Access-Control-Allow-Credentials', 'true');
  next();
});

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com');
  // ok: cors-wildcard-with-credentials
  res.header('Access-Control-Allow-Credentials', 'true');
  next();
});
