// ruleid: node-password-over-http
await axios.post('http://login.example.com/session', { user, password });
// ok: node-password-over-http
await axios.post('https://login.example.com/session', { user, password });
// ok: node-password-over-http
await axios.post('http://localhost:3000/session', { user, password });
// ok: node-password-over-http
await axios.post('http://auth-service:8080/session', { user, password });
// ruleid: node-password-over-http
await fetch('http://api.example.com/items', { headers: { Authorization: `Bearer ${token}` } });
// ok: node-password-over-http
await fetch('http://api.example.com/items', { headers: { Accept: 'text/plain' } });
