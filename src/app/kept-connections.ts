import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as secure } from 'node:tls';
import { connectOutwards, type Lookup } from './outbound.ts';
import { Problem } from './kernel/problem.ts';

/** An idle connection is kept so long, */
const IDLE_MS = 4_000;
/** and none is used for longer than this: then its name is looked up and its address checked anew. */
const LONGEST_MS = 30_000;

interface Wanted extends ClientRequestArgs {
  isSecure: boolean;
  timeoutMs: number;
  lookUp?: Lookup | undefined;
}

/** Connections to servers that people have named, each made by `connectOutwards`, which stay open for the next request to the same server. */
export class KeptConnections extends Agent {
  readonly #born = new WeakMap<Duplex, number>();

  constructor(options: AgentOptions = {}) {
    super({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo', ...options });
  }

  override getName(options?: ClientRequestArgs): string {
    const { isSecure, host, port } = options as Wanted;
    return `${isSecure ? 'https' : 'http'}://${host}:${port}`;
  }

  override createConnection(options: ClientRequestArgs, done?: (error: Error | null, stream: Duplex) => void): undefined {
    const wanted = options as Wanted;
    connectedTo(wanted).then(
      (socket) => {
        this.#born.set(socket, performance.now());
        done!(null, socket);
      },
      (error: Error) => done!(error, undefined as never),
    );
  }

  override keepSocketAlive(stream: Duplex): boolean {
    const isYoung = performance.now() - (this.#born.get(stream) ?? 0) < LONGEST_MS;
    return isYoung && (super.keepSocketAlive(stream) as unknown as boolean);
  }
}

/** A connection to a server, made secure where it is to be. Refuses what `connectOutwards` refuses, and `not_secure`. */
export async function connectedTo({ host, port, isSecure, timeoutMs, lookUp }: Wanted): Promise<Socket> {
  const plain = await connectOutwards({ host: host!, port: Number(port) }, { timeoutMs, ...(lookUp ? { lookUp } : {}) });
  return isSecure ? secured(plain, host!) : plain;
}

function secured(plain: Socket, host: string): Promise<Socket> {
  return new Promise((give, fail) => {
    const socket = secure({ socket: plain, ALPNProtocols: ['http/1.1'], ...(isIP(host) === 0 ? { servername: host } : {}), host });
    socket.once('error', () => {
      plain.destroy();
      fail(new Problem('not_secure', `${host} could not be connected to securely. Check its certificate.`));
    });
    socket.once('secureConnect', () => give(socket));
  });
}
