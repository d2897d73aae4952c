import { connect, Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One HTTP/1.1 connection on which requests are written to the byte. */
export class RawConnection {
  private readonly chunks: AsyncIterator<Buffer>;
  private received = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    this.chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  static open({ hostname, port }: URL): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new RawConnection(socket)));
      socket.once('error', reject);
    });
  }

  async ask(head: string, body = ''): Promise<RawAnswer> {
    this.socket.write(head);
    if (body) this.socket.write(body);
    const [statusLine = '', ...lines] = (await this.takeHead()).split('\r\n');
    const headers = Object.fromEntries(lines.map(field));
    if (headers['transfer-encoding']) throw new Error('The answer does not say how long it is.');
    const text = await this.take(Number(headers['content-length'] ?? 0));
    return { status: Number(statusLine.split(' ')[1]), headers, text };
  }

  close(): void {
    this.socket.destroy();
  }

  private async takeHead(): Promise<string> {
    let end = this.received.indexOf('\r\n\r\n');
    for (; end < 0; end = this.received.indexOf('\r\n\r\n')) await this.receive();
    const head = await this.take(end);
    await this.take(4);
    return head;
  }

  private async take(length: number): Promise<string> {
    while (this.received.length < length) await this.receive();
    const taken = this.received.subarray(0, length).toString('utf8');
    this.received = this.received.subarray(length);
    return taken;
  }

  private async receive(): Promise<void> {
    const { value, done } = await this.chunks.next();
    if (done) throw new Error('The connection ended in the middle of an answer.');
    this.received = Buffer.concat([this.received, value]);
  }
}

function field(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
