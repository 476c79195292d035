import http from 'node:http';

http.createServer((request, response) => {
  // ruleid: express-reflected-xss
  response.end('<h1>' + request.url + '</h1>');
  // ok: express-reflected-xss
  response.end('<h1>Not found</h1>');
});
