/**
 * A `fetch` that sends the same request once: head and base of a review ask about mostly the same packages. A request
 * that fails is forgotten, so that a retry is a retry.
 */
export function oncePerRequest(send: typeof fetch): typeof fetch {
  const answers = new Map<string, Promise<Response>>();
  return async (input, init) => {
    const { body } = init ?? {};
    if (typeof body !== 'string' && body !== undefined && body !== null) return send(input, init);
    const url = input instanceof Request ? input.url : String(input);
    const key = JSON.stringify([init?.method ?? 'GET', url, body ?? '']);
    let answer = answers.get(key);
    if (!answer) {
      answer = send(input, init).then((response) => {
        if (!response.ok) answers.delete(key);
        return response;
      });
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
    }
    return (await answer).clone();
  };
}
