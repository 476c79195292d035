// ruleid: node-vm2-sandbox
import { NodeVM } from 'vm2';
// ok: node-vm2-sandbox
import ivm from 'isolated-vm';

export const result = (code: string) => new NodeVM().run(code);
export { ivm };
