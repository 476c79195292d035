// A worker that takes one job of the task "stuck" and never ends it; it says so when it has it.
import { openDatabase } from '../../../database/connect.ts';
import { startWorker } from '../../../database/queue.ts';

const [url = ''] = process.argv.slice(2);
startWorker({
  database: openDatabase(url),
  tasks: [
    {
      name: 'stuck',
      run() {
        console.log('taken');
        return new Promise(() => undefined);
      },
    },
  ],
});
