export default function Page() {
  async function save(formData: FormData) {
    'use server';
    const title = formData.get('title') as string;
    // ruleid: nextjs-server-action-unchecked
    await prisma.post.create({ data: { title: formData.get('title') } });
    return title;
  }

  async function onClient(formData: FormData) {
    // ok: nextjs-server-action-unchecked
    await api.post.create({ data: { title: formData.get('title') } });
  }

  return <form action={save} onSubmit={onClient} />;
}
