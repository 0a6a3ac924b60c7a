// Agent that tunnels through an HTTP proxy (CONNECT). The TLS session is with the API itself.
import http from 'node:http';
import {isIP, isIPv6, type Socket} from 'node:net';
import type {ConnectionOptions} from 'node:tls';
import {HttpsProxyAgent} from 'https-proxy-agent';
import {ConnectError, type ConnectRules, limitConnectTime} from './connect.js';
import {decoded} from './proxy-address.js';

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** Bytes of headers in the proxy's answer, as many as in an answer of the API. */
const maxHeaderBytes = 16 * 1024;

/**
 * The library's own `connect` collects the proxy's answer without a limit, so that a proxy could fill the memory. Here Node's HTTP
 * parser reads it.
 */
export class ProxyAgent extends HttpsProxyAgent<string> {
  readonly #rules: ConnectRules;

  constructor(proxy: URL, options: http.AgentOptions, rules: ConnectRules) {
    super(proxy, options);
    this.#rules = rules;
  }

  /** Opens a tunnel to the API. Refusals by the proxy have error codes of their own. */
  override async connect(_request: http.ClientRequest, options: ConnectOptions): Promise<Socket> {
    const {host = '', port} = options;
    const {status, socket} = await openTunnel(this.proxy, `${isIPv6(host) ? `[${host}]` : host}:${port}`, this.#rules);
    if (status !== 200) {
      socket.destroy();
      throw new ConnectError(status === 407 ? 'PROXY_AUTH' : 'PROXY_REFUSED');
    }
    const {connect} = process.getBuiltinModule('node:tls');
    const {path: _path, host: _host, port: _port, ...tls} = options as ConnectionOptions;
    const servername = tls.servername ?? (isIP(host) ? undefined : host);
    const session = connect({
      ...tls,
      ...(servername === undefined ? {} : {servername}),
      socket,
      rejectUnauthorized: true,
    });
    limitConnectTime(session, 'secureConnect', this.#rules);
    return session;
  }
}

interface Tunnel {
  readonly status: number | undefined;
  readonly socket: Socket;
}

/** Asks the proxy for a tunnel to `target`, within the time limit of a connection. */
function openTunnel(proxy: URL, target: string, {connectMs}: ConnectRules): Promise<Tunnel> {
  const {request} = proxy.protocol === 'https:' ? process.getBuiltinModule('node:https') : http;
  const asked = request({
    method: 'CONNECT',
    // Without the brackets of an IPv6 address.
    hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path: target,
    setHost: false,
    headers: {host: target, connection: 'keep-alive', 'proxy-connection': 'keep-alive', ...credentials(proxy)},
    agent: false,
    maxHeaderSize: maxHeaderBytes,
    rejectUnauthorized: true,
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => asked.destroy(new ConnectError('PROXY_TIMEOUT')), connectMs);
    asked.once('connect', (answer, socket) => {
      clearTimeout(timer);
      resolve({status: answer.statusCode, socket: socket as Socket});
    });
    asked.on('error', error => {
      clearTimeout(timer);
      reject(new ConnectError(codeFor(error)));
    });
    asked.end();
  });
}

function credentials({username, password}: URL): http.OutgoingHttpHeaders {
  if (username === '' && password === '') return {};
  const plain = `${decoded(username)}:${decoded(password)}`;
  return {'proxy-authorization': `Basic ${Buffer.from(plain).toString('base64')}`};
}

function codeFor(error: NodeJS.ErrnoException): string {
  if (error instanceof ConnectError) return error.code;
  if (error.code === 'HPE_HEADER_OVERFLOW') return 'PROXY_HEADERS';
  return error.code?.startsWith('HPE_') ? 'PROXY_NOT_HTTP' : 'PROXY_UNREACHABLE';
}
