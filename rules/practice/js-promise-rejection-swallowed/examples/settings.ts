export async function leave(session: Session): Promise<void> {
  // ruleid: js-promise-rejection-swallowed
  await session.save().catch((error: unknown) => {});
  // ok: js-promise-rejection-swallowed
  await session.save().catch((error: unknown) => report(error));
}
