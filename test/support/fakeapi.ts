// An API server whose answers a test defines, for cases that the emulator does not have.
import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface FakeApi {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on a free loopback port, or on `port`. */
export function openFakeApi(answer: RequestListener, port = 0): Promise<FakeApi> {
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port;
      resolve({
        url: `http://127.0.0.1:${taken}`,
        port: taken,
        close: () =>
          new Promise(done => {
            server.closeAllConnections();
            server.close(() => done());
          }),
      });
    });
  });
}

/** A row of `list` as a server sends it. */
export function rowOf(id: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    name: id,
    os: 'Ubuntu 22.04 Server',
    ram: '8589938688',
    cpus: 4,
    gpu: 'None',
    storageTotal: '53687091200',
    storageUsed: '110080',
    usageRate: 'C5 hourly',
    shutdownTimeoutInHours: 168,
    shutdownTimeoutForces: false,
    performAutoSnapshot: false,
    autoSnapshotFrequency: null,
    autoSnapshotSaveCount: null,
    agentType: 'LinuxHeadless',
    dtCreated: '2026-01-18T05:18:29.533Z',
    state: 'ready',
    updatesPending: false,
    networkId: 'n789ghi',
    privateIpAddress: null,
    publicIpAddress: null,
    region: 'East Coast (NY2)',
    userId: 'u123abc',
    teamId: 'te456def',
    scriptId: null,
    dtLastRun: null,
    dynamicPublicIp: false,
    ...change,
  };
}
