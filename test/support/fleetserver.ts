// Starts a fleet server in a process of its own. A share of its machines changes from answer to answer.
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';

export interface FleetServer {
  readonly url: string;
  /** Resolves after this many more lists were answered. */
  polls(count: number): Promise<void>;
  close(): void;
}

/** @param percent share of the machines that change from answer to answer */
export async function startFleetServer(machines: number, percent: number): Promise<FleetServer> {
  const child = fork('bench/support/fleet-server.mjs', [String(machines), String(percent)], {execArgv: []});
  let url = '';
  let answered = 0;
  child.on('message', (message: {readonly url?: string; readonly answered?: number}) => {
    url = message.url ?? url;
    answered = message.answered ?? answered;
  });
  while (url === '') await message(child);
  return {
    url,
    async polls(count) {
      const wanted = answered + count;
      while (answered < wanted) await message(child);
    },
    close: () => child.kill('SIGKILL'),
  };
}

async function message(child: ChildProcess): Promise<void> {
  await once(child, 'message', {signal: AbortSignal.timeout(30_000)});
}
