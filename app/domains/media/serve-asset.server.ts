import { servedAsset } from '#db/queries/media-uploads.ts';
import * as scope from '#db/scope.ts';
import { isUuid } from '#app/platform/ids.ts';
import { type Problem, problem } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { refused, type Result, done } from '#app/platform/result.ts';
import { byteRange, matchesEtag } from './byte-range.ts';
import { disposition } from './disposition.ts';
import { cropText } from './crop.ts';
import type { CropBox } from './file/crop-box.ts';
import { cutOut } from './cut-out.server.ts';
import { type AskedCrop, type AskedRendition, askedCrop, askedRendition, drawingOf, formatsFor, isDrawable, widthsOf } from './rendition.ts';
import { renderImage } from './render-image.server.ts';
import { checkLink, cutIn } from './signed-link.server.ts';

/** The same words for what never was, what is deleted, what is someone else's and what lacks its signature. */
const GONE = problem('not-found', 'There is no such file.');

const INERT = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

type Found = NonNullable<Awaited<ReturnType<typeof look>>> & { id: string; content: string; size: number };

async function look(context: RequestContext, id: string, content: string) {
  const reader: scope.Scope = { url: context.env.DATABASE_URL, credential: { kind: 'reader' }, trips: context.trips };
  return (await scope.read(reader, { asset: servedAsset(id, content) })).answers.asset;
}

/** A file for whoever has its address: one look into the database, and bytes that pass through. */
export async function serveAsset(context: RequestContext, request: Request, id: string, content: string): Promise<Result<Response>> {
  if (!isUuid(id) || !/^[0-9a-f]{24}$/.test(content)) return refused(GONE);
  const row = await look(context, id, content);
  if (!row) return refused(GONE);
  const asset = { ...row, id, content, size: Number(row.byteSize) };
  const search = new URL(request.url).searchParams;
  const refusal = await whyNotShown(context, asset, search);
  if (refusal) return refused(refusal);
  const cut = cutIn(search);
  if (cut) return serveCut(context, request, asset, cut);
  const asked = askedRendition(search, widthsOf(asset.sizes));
  if (typeof asked === 'string') return refused(problem('invalid', asked));
  return asked && isDrawable(asset.mimeType) && asset.width && asset.height ? serveDrawn(context, request, asset, asked, askedCrop(search, asset.crop)) : serveOriginal(context, request, asset, asked !== null);
}

async function whyNotShown({ env }: RequestContext, asset: Found, search: URLSearchParams): Promise<Problem | null> {
  if (asset.visibility === 'public' && !search.has('cut')) return null;
  const link = await checkLink(env, asset, search);
  if (link === 'good') return null;
  return link === 'expired' ? problem('forbidden', 'This link has expired. Ask whoever gave it to you for a new one.') : GONE;
}

function headersOf(asset: Found, etag: string): Record<string, string> {
  return {
    ETag: etag,
    'Cache-Control': asset.visibility === 'public' ? 'public, max-age=31536000, immutable' : 'private, no-store',
    'Content-Security-Policy': INERT,
    'Content-Disposition': disposition(asset.name, asset.mimeType),
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
}

async function serveOriginal({ env }: RequestContext, request: Request, asset: Found, varies: boolean): Promise<Result<Response>> {
  const etag = `"${asset.content}"`;
  const headers = { ...headersOf(asset, etag), 'Accept-Ranges': 'bytes', ...(varies ? { Vary: 'Accept' } : {}) };
  if (matchesEtag(request.headers.get('If-None-Match'), etag)) return done(new Response(null, { status: 304, headers }));
  const whole = { ...headers, 'Content-Type': asset.mimeType, 'Content-Length': String(asset.size) };
  if (request.method === 'HEAD') return done(new Response(null, { headers: whole }));
  const condition = request.headers.get('If-Range');
  const range = condition === null || condition === etag ? byteRange(request.headers.get('Range'), asset.size) : null;
  if (range === 'unsatisfiable') return done(new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${asset.size}` } }));
  const object = await env.MEDIA.get(asset.storageKey, range ? { range } : {});
  if (!object) return refused(GONE);
  if (!range) return done(new Response(object.body, { headers: whole }));
  const part = { 'Content-Length': String(range.length), 'Content-Range': `bytes ${range.offset}-${range.offset + range.length - 1}/${asset.size}` };
  return done(new Response(object.body, { status: 206, headers: { ...whole, ...part } }));
}

/** What is cut out of it and nothing else: whoever holds this link must not get the whole picture instead. */
async function serveCut(context: RequestContext, request: Request, asset: Found, cut: CropBox): Promise<Result<Response>> {
  const drawn = await cutOut(context, asset, cut);
  if (!drawn) return refused(problem('upstream', 'The picture cannot be cut at the moment. Try again later.'));
  const headers = { ...headersOf(asset, `"${asset.content}-${Object.values(cut).join('_')}"`), 'Cache-Control': 'private, no-store', 'Content-Type': drawn.contentType, 'Content-Length': String(drawn.bytes.byteLength) };
  return done(new Response(request.method === 'HEAD' ? null : drawn.bytes, { headers }));
}

async function serveDrawn(context: RequestContext, request: Request, asset: Found, asked: AskedRendition, { crop, named }: AskedCrop): Promise<Result<Response>> {
  const accept = request.headers.get('Accept') ?? '';
  const drawing = drawingOf(asked, { width: asset.width!, height: asset.height!, focalX: asset.focalX, focalY: asset.focalY, crop });
  const cut = `${crop ? `-${cropText(crop)}` : ''}${drawing.gravity ? `-${drawing.gravity.x}_${drawing.gravity.y}` : ''}`;
  const etagOf = (format: string) => `"${asset.content}-${drawing.width}-${drawing.height}${cut}-${asked.quality}-${format.slice(6)}"`;
  const headersFor = (format: string) => ({
    ...headersOf(asset, etagOf(format)),
    Vary: 'Accept',
    'Content-Disposition': 'inline',
    // The focal point can move under the same address, and the crop under one that does not name it: asked for again after a while.
    ...((drawing.gravity || !named) && asset.visibility === 'public' ? { 'Cache-Control': 'public, max-age=3600, stale-while-revalidate=604800' } : {}),
  });
  const held = formatsFor(accept, asset.mimeType).find((format) => matchesEtag(request.headers.get('If-None-Match'), etagOf(format)));
  if (held) return done(new Response(null, { status: 304, headers: headersFor(held) }));
  const rendered = await renderImage(context, asset, asked, drawing, accept);
  if (!rendered) return serveOriginal(context, request, asset, true);
  if (request.method === 'HEAD') await rendered.body.cancel();
  return done(new Response(request.method === 'HEAD' ? null : rendered.body, { headers: { ...headersFor(rendered.contentType), 'Content-Type': rendered.contentType } }));
}
