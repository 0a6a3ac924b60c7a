// Starts fleet servers for benchmarks.
import {fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';

const path = fileURLToPath(new URL('fleet-server.mjs', import.meta.url));

/**
 * Starts a fleet server.
 * @param {number} machines
 * @param {number} percent share of the machines that change from answer to answer
 */
export async function openFleet(machines, percent = 0) {
  const child = fork(path, [String(machines), String(percent)], {execArgv: ['--max-old-space-size=2048']});
  let answered = 0;
  let url = '';
  child.on('message', message => {
    url = message.url ?? url;
    answered = message.answered ?? answered;
  });
  while (url === '') await once(child, 'message');
  return {
    url,
    /** Number of lists sent. */
    answered: () => answered,
    change: next => child.send({percent: next}),
    /** Resolves after this many more lists were sent. */
    async polls(count) {
      const wanted = answered + count;
      while (answered < wanted) await once(child, 'message');
    },
    close: () => child.kill('SIGKILL'),
  };
}
