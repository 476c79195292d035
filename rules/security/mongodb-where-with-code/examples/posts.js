async function list(req) {
  // ruleid: mongodb-where-with-code
  await Post.find({ $where: `this.author === '${req.query.author}'` });
  // ruleid: mongodb-where-with-code
  await Post.find().$where('this.likes > ' + req.query.likes);
  // ok: mongodb-where-with-code
  await Post.find({ $where: 'this.likes > this.dislikes' });
  // ok: mongodb-where-with-code
  await Post.find({ where: `this.author === '${req.query.author}'` });
}
