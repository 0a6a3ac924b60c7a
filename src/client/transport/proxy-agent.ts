// Agent that tunnels through an HTTP proxy (CONNECT). The TLS session is with the API itself.
import type http from 'node:http';
import type {Socket} from 'node:net';
import {HttpsProxyAgent} from 'https-proxy-agent';
import {ConnectError, type ConnectRules, limitConnectTime} from './connect.js';

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

export class ProxyAgent extends HttpsProxyAgent<string> {
  readonly #rules: ConnectRules;

  constructor(proxy: URL, options: http.AgentOptions, rules: ConnectRules) {
    super(proxy, options);
    this.#rules = rules;
  }

  /** Opens a tunnel to the API. Refusals by the proxy have error codes of their own. */
  override async connect(request: http.ClientRequest, options: ConnectOptions): Promise<Socket> {
    let status: number | undefined;
    request.once('proxyConnect', (answer: {statusCode?: number}) => {
      status = answer.statusCode;
    });
    const socket = await this.#tunnel(request, options);
    if (status !== 200) {
      socket.destroy();
      throw new ConnectError(status === 407 ? 'PROXY_AUTH' : 'PROXY_REFUSED');
    }
    limitConnectTime(socket, 'secureConnect', this.#rules);
    return socket;
  }

  async #tunnel(request: http.ClientRequest, options: ConnectOptions): Promise<Socket> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), this.#rules.connectMs);
    // One agent per tunnel, because the signal that aborts a slow connection belongs to one connection.
    const hop = new HttpsProxyAgent<string>(this.proxy, {signal: late.signal});
    try {
      return await hop.connect(request, options.secureEndpoint ? {...options, rejectUnauthorized: true} : options);
    } catch {
      throw new ConnectError(late.signal.aborted ? 'PROXY_TIMEOUT' : 'PROXY_UNREACHABLE');
    } finally {
      clearTimeout(timer);
    }
  }
}
