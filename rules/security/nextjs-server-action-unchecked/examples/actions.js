'use server';

export async function wrong(formData) {
  // ruleid: nextjs-server-action-unchecked
  await db.user.create({ data: { name: formData.get('name') } });
}

export async function whole(formData) {
  const values = Object.fromEntries(formData);
  // ruleid: nextjs-server-action-unchecked
  await db.insert(users).values(values);
}

export async function right(formData) {
  const values = schema.parse(Object.fromEntries(formData));
  // ok: nextjs-server-action-unchecked
  await db.user.create({ data: values });
  // ok: nextjs-server-action-unchecked
  await db.user.create({ data: { age: Number(formData.get('age')) } });
}
