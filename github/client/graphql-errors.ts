/** One of the errors that GraphQL answers beside a status of 200. */
export interface GraphqlError {
  /** Such as `NOT_FOUND`; empty where GitHub gives none. */
  readonly type: string;
  readonly message: string;
}

/** The `errors` of a GraphQL answer; none where there are none, or it is something else. */
export function graphqlErrors(answer: unknown): readonly GraphqlError[] {
  if (typeof answer !== 'object' || answer === null || !('errors' in answer) || !Array.isArray(answer.errors))
    return [];
  return answer.errors.map((error: unknown) => ({ type: text(error, 'type'), message: text(error, 'message') }));
}

function text(value: unknown, key: 'type' | 'message'): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : '';
}
