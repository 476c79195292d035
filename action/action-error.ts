/** Wrong use, or something that the Action cannot mend: what, where, and what to do. Ends the step with that line. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
}
