import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import type Sharp from 'sharp';
import { cropBox } from '#app/domains/media/file/crop-box.ts';
import type { Draft, Output } from '#app/domains/media/draw-picture.server.ts';

export interface LocalImages {
  url: string;
  stop(): Promise<void>;
}

/**
 * What Cloudflare's Images service does, for pictures on this machine: the emulation inside wrangler changes sizes, but
 * leaves out trim, fit and gravity. Undefined where its library does not run; the emulation draws what it can then.
 */
export async function startLocalImages(): Promise<LocalImages | undefined> {
  const sharp = load();
  if (!sharp) return undefined;
  const server = createServer(async (request, response) => {
    try {
      const { format, ...draft } = JSON.parse(new URL(request.url ?? '', 'http://localhost').searchParams.get('drawing') ?? '') as Draft & Output;
      if (request.headers.origin !== undefined) throw new Error('Only the Worker is answered.');
      const picture = await cut(sharp, await bodyOf(request), draft);
      // A quality would make a PNG one of 256 colours.
      const quality = format === 'image/png' ? {} : { quality: draft.quality };
      const drawn = await picture.toFormat(format.slice('image/'.length) as keyof Sharp.FormatEnum, quality).toBuffer();
      response.writeHead(200, { 'Content-Type': format }).end(drawn);
    } catch (error) {
      response.writeHead(415).end(String(error));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** The one that wrangler's emulation brings along and uses itself. */
function load(): typeof Sharp | undefined {
  try {
    const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));
    return createRequire(fromWrangler.resolve('miniflare'))('sharp') as typeof Sharp;
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** In the service's order: upright, trimmed, then fitted around the point of gravity. */
async function cut(sharp: typeof Sharp, bytes: Buffer, { trim, width, height, fit, gravity }: Draft): Promise<Sharp.Sharp> {
  const { data, info } = await sharp(bytes).autoOrient().png({ compressionLevel: 0 }).toBuffer({ resolveWithObject: true });
  const trimmed = trim ? sharp(data).extract(trim) : sharp(data);
  if (fit === 'squeeze') return trimmed.resize(width, height, { fit: 'fill' });
  if (fit === 'scale-down') return trimmed.resize(width, height, { fit: 'inside', withoutEnlargement: true });
  const box = cropBox(trim?.width ?? info.width, trim?.height ?? info.height, width, height, gravity ?? { x: 0.5, y: 0.5 });
  const at = { ...box, left: box.left + (trim?.left ?? 0), top: box.top + (trim?.top ?? 0) };
  return sharp(data).extract(at).resize(width, height, { fit: 'fill' });
}
