import type { JsonObject } from '../openapi/json.ts';

/** An answer that is not the one hoped for. `documentation_url` and `status` are added where it is written. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    body: JsonObject & { readonly message: string },
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function unauthorized(message: string): ApiError {
  return new ApiError(401, { message });
}

export function forbidden(message = 'Resource not accessible by integration'): ApiError {
  return new ApiError(403, { message });
}

export function notFound(): ApiError {
  return new ApiError(404, { message: 'Not Found' });
}

export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  readonly message?: string;
  readonly value?: string;
}

/** What is well formed but cannot be done. */
export function validationFailed(...errors: readonly FieldError[]): ApiError {
  return new ApiError(422, { message: 'Validation Failed', errors: errors.map((error) => ({ ...error })) });
}

export function unprocessable(message: string): ApiError {
  return new ApiError(422, { message });
}
