import { parseAllDocuments } from 'yaml';
import { LockFileError } from './lock-file.ts';

/** The documents of a YAML file as plain data. In a module of its own, for the parser is loaded only when it is needed. */
export function parseYamlDocuments(text: string): readonly unknown[] {
  try {
    return [...parseAllDocuments(text)].map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return document.toJS() as unknown;
    });
  } catch (error) {
    // Not only what is malformed: the library also stops at aliases that multiply and at nesting too deep for its stack.
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new LockFileError(`it is no valid YAML: ${reason}`, { cause: error });
  }
}
