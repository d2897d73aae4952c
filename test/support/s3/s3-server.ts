import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { BucketConfig } from '../../../src/config/artifact-config.js';
import { newId } from '../../../src/shared/domain/ids.js';
import { signatureFault } from './signature.js';

interface StoredObject {
  bytes: Buffer;
  writtenAt: Date;
}

interface PartialUpload {
  readonly key: string;
  readonly begunAt: Date;
  readonly parts: Map<number, Buffer>;
}

interface Call {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

const PAGE = 3;

/** What a gateway does with the requests of artifacts, in memory: one bucket, path-style URLs, every signature checked. */
export class S3Server {
  readonly objects = new Map<string, StoredObject>();
  readonly uploads = new Map<string, PartialUpload>();
  /** Each request as "METHOD operation". */
  readonly requests: string[] = [];
  /** How the next requests fail: an S3 error with this status, or a broken connection where it is 0. */
  faults: { status: number; code: string }[] = [];
  private readonly server: Server;

  private constructor(
    private readonly credentials = { accessKeyId: 'solum', secretAccessKey: 'only for tests' },
  ) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<S3Server> {
    const started = new S3Server();
    await once(started.server.listen(0, '127.0.0.1'), 'listening');
    return started;
  }

  get config(): BucketConfig {
    const { port } = this.server.address() as AddressInfo;
    return {
      bucket: 'builds',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      prefix: 'artifacts/',
      pathStyle: true,
      ...this.credentials,
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const fault = this.faults.shift();
    if (fault?.status === 0) return void request.socket.destroy();
    if (fault) return refuse(response, fault.status, fault.code);
    const wrong = signatureFault(request, body, this.credentials);
    if (wrong) return refuse(response, 403, wrong);
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://s3');
    const [, bucket, ...path] = decodeURIComponent(pathname).split('/');
    if (bucket !== 'builds') return refuse(response, 404, 'NoSuchBucket');
    this.serve({ method: request.method ?? '', key: path.join('/'), query, body }, response);
  }

  private serve(call: Call, response: ServerResponse): void {
    const { method, key, query } = call;
    const upload = query.get('uploadId') ?? '';
    const operation =
      key === ''
        ? query.has('uploads')
          ? 'uploads'
          : 'list'
        : query.has('uploads')
          ? 'begin'
          : upload && 'part';
    this.requests.push(`${method} ${operation || 'object'}`);
    if (key === '') return operation === 'uploads' ? this.listUploads(response) : this.list(call, response);
    if (method === 'POST')
      return operation === 'begin' ? this.begin(key, response) : this.complete(upload, response);
    if (upload) return this.ofUpload(upload, call, response);
    return this.ofObject(call, response);
  }

  private ofObject({ method, key, body }: Call, response: ServerResponse): void {
    if (method === 'PUT') {
      this.objects.set(key, { bytes: body, writtenAt: new Date() });
      return void response.setHeader('ETag', '"1"').end();
    }
    if (method === 'DELETE') {
      this.objects.delete(key);
      return void response.writeHead(204).end();
    }
    const found = this.objects.get(key);
    if (!found) return refuse(response, 404, 'NoSuchKey');
    response.setHeader('Content-Length', found.bytes.length);
    response.end(method === 'HEAD' ? undefined : found.bytes);
  }

  private begin(key: string, response: ServerResponse): void {
    const id = newId();
    this.uploads.set(id, { key, begunAt: new Date(), parts: new Map() });
    xml(response, 'InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`);
  }

  private ofUpload(id: string, { method, query, body }: Call, response: ServerResponse): void {
    const upload = this.uploads.get(id);
    if (!upload) return refuse(response, 404, 'NoSuchUpload');
    if (method === 'DELETE') {
      this.uploads.delete(id);
      return void response.writeHead(204).end();
    }
    const number = Number(query.get('partNumber'));
    upload.parts.set(number, body);
    response.setHeader('ETag', `"${number}"`).end();
  }

  private complete(id: string, response: ServerResponse): void {
    const upload = this.uploads.get(id);
    if (!upload) return refuse(response, 404, 'NoSuchUpload');
    const parts = [...upload.parts].sort(([one], [other]) => one - other).map(([, bytes]) => bytes);
    this.objects.set(upload.key, { bytes: Buffer.concat(parts), writtenAt: new Date() });
    this.uploads.delete(id);
    xml(response, 'CompleteMultipartUploadResult', '<ETag>"1"</ETag>');
  }

  private list({ query }: Call, response: ServerResponse): void {
    const after = query.get('continuation-token') ?? '';
    const keys = [...this.objects.keys()].filter(
      (key) => key.startsWith(query.get('prefix') ?? '') && key > after,
    );
    const page = keys.sort().slice(0, PAGE);
    const contents = page.map((key) => {
      const { bytes, writtenAt } = this.objects.get(key) as StoredObject;
      return `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><LastModified>${writtenAt.toISOString()}</LastModified></Contents>`;
    });
    const more = keys.length > PAGE;
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    xml(response, 'ListBucketResult', `<IsTruncated>${more}</IsTruncated>${next}${contents.join('')}`);
  }

  private listUploads(response: ServerResponse): void {
    const uploads = [...this.uploads].map(
      ([id, { key, begunAt }]) =>
        `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begunAt.toISOString()}</Initiated></Upload>`,
    );
    xml(response, 'ListMultipartUploadsResult', `<IsTruncated>false</IsTruncated>${uploads.join('')}`);
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

function xml(response: ServerResponse, name: string, content: string): void {
  response.setHeader('Content-Type', 'application/xml');
  response.end(
    `<?xml version="1.0"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`,
  );
}
