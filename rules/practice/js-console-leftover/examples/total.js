function total(lines) {
  // ruleid: js-console-leftover
  console.log('here');
  // ruleid: js-console-leftover
  console.log('>>> before', lines);
  // ruleid: js-console-leftover
  console.log('test2');
  // ok: js-console-leftover
  console.log('listening on port', port);
  // ok: js-console-leftover
  console.log(lines);
  // ok: js-console-leftover
  console.log('Hello, ' + name);
  // ok: js-console-leftover
  console.error('here');
  return lines.length;
}
