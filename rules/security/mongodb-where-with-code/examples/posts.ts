export async function byAuthor(author: string) {
  // ruleid: mongodb-where-with-code
  return posts.find({ active: true, $where: "this.author == '" + author + "'" }).toArray();
}

export async function rich() {
  // ok: mongodb-where-with-code
  return posts.find({ $expr: { $gt: ['$likes', '$dislikes'] } }).toArray();
}
