// ruleid: node-math-random-for-secret
const resetToken = Math.random().toString(36).slice(2);
// ok: node-math-random-for-secret
const safeToken = crypto.randomBytes(32).toString('hex');
// ok: node-math-random-for-secret
const color = Math.floor(Math.random() * 255);
// ruleid: node-math-random-for-secret
user.otp = Math.floor(100000 + Math.random() * 900000);
// ok: node-math-random-for-secret
shape.versionNonce = Math.random();
// ok: node-math-random-for-secret
const retryDelay = Math.random() * 100;
// ruleid: node-math-random-for-secret
session.save({ sessionId: 's' + Math.random() });

function generatePassword(length) {
  let text = '';
  for (let i = 0; i < length; i++) {
    // ruleid: node-math-random-for-secret
    text += LETTERS[Math.floor(Math.random() * LETTERS.length)];
  }
  return text;
}

function shuffle(list) {
  // ok: node-math-random-for-secret
  return list.sort(() => Math.random() - 0.5);
}
