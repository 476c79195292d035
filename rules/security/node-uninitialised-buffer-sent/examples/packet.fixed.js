// ruleid: node-uninitialised-buffer-sent
const packet = Buffer.alloc(1024);
// ok: node-uninitialised-buffer-sent
const cleared = Buffer.alloc(1024);
// ok: node-uninitialised-buffer-sent
const text = new Buffer('hello');
// ruleid: node-uninitialised-buffer-sent
socket.write(Buffer.alloc(64));

function copy(source) {
  // ok: node-uninitialised-buffer-sent
  const target = Buffer.allocUnsafe(source.length);
  source.copy(target);
  return target;
}
