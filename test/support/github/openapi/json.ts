export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
/** `undefined` members are left out when it is written. */
export interface JsonObject {
  readonly [key: string]: Json;
}
export type JsonSchema = JsonObject;
