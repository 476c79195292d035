/** Waits until something is so; throws when it takes longer than anybody would wait. */
export async function untilTrue(ask: () => boolean | Promise<boolean>, milliseconds = 20_000): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((done) => setTimeout(done, 10))) {
    if (await ask()) return;
  }
  throw new Error(`it did not come to be so: ${ask.toString()}`);
}
