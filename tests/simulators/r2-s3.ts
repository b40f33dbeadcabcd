import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';

export interface S3Door {
  accessKeyId: string;
  secretAccessKey: string;
  bucketName: string;
  /** The same bucket that the Worker has as a binding. */
  bucket: R2Bucket;
  /** Origins that its CORS rule names. */
  origins?: string[];
  now?(): Date;
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const escaped = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const refusal = (c: Context, status: 400 | 403 | 404 | 411, code: string, message: string) =>
  c.body(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`, status, { 'Content-Type': 'application/xml' });

/**
 * R2 as it speaks S3: PutObject and UploadPart, by signed address only. It works the signature out again by the rules of
 * AWS Signature Version 4 (query string), from the request as it came, and shares no line with what signed it.
 */
export function r2S3(door: S3Door): Hono {
  const { accessKeyId, secretAccessKey, bucketName, bucket, origins = [], now = () => new Date() } = door;
  const app = new Hono();

  app.use('*', async (c, next) => {
    const origin = c.req.header('Origin');
    if (c.req.method === 'OPTIONS') {
      if (!origin || !origins.includes(origin)) return c.body(null, 403);
      return c.body(null, 204, { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': 'content-type', 'Access-Control-Max-Age': '3600' });
    }
    await next();
    if (!origin || !origins.includes(origin)) return;
    c.res.headers.set('Access-Control-Allow-Origin', origin);
    c.res.headers.set('Access-Control-Expose-Headers', 'ETag');
  });

  app.put('/:bucket/:key{.+}', async (c) => {
    const url = new URL(c.req.url);
    const query = url.searchParams;
    const date = query.get('X-Amz-Date') ?? '';
    const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
    const lasts = Number(query.get('X-Amz-Expires'));
    if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || !year || !Number.isInteger(lasts) || lasts < 1 || lasts > 604_800) return refusal(c, 400, 'AuthorizationQueryParametersError', 'The signature is not whole.');
    const scope = `${date.slice(0, 8)}/auto/s3/aws4_request`;
    if (query.get('X-Amz-Credential') !== `${accessKeyId}/${scope}`) return refusal(c, 403, 'InvalidAccessKeyId', 'The key is unknown.');
    const begins = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    if (now().getTime() > begins + lasts * 1000) return refusal(c, 403, 'ExpiredRequest', 'Request has expired.');
    const names = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
    if (!names.includes('host')) return refusal(c, 403, 'SignatureDoesNotMatch', 'The host is not signed.');
    const headers = names.map((name) => `${name}:${name === 'host' ? url.host : (c.req.header(name) ?? '').trim()}\n`).join('');
    const search = [...query].filter(([name]) => name !== 'X-Amz-Signature').map(([name, value]) => `${escaped(name)}=${escaped(value)}`).sort().join('&');
    const path = url.pathname.split('/').map((step) => escaped(decodeURIComponent(step))).join('/');
    const asked = ['PUT', path, search, headers, names.join(';'), 'UNSIGNED-PAYLOAD'].join('\n');
    const key = [date.slice(0, 8), 'auto', 's3', 'aws4_request'].reduce<string | Buffer>((signed, step) => hmac(signed, step), `AWS4${secretAccessKey}`);
    const right = hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(asked)].join('\n'));
    const given = Buffer.from(query.get('X-Amz-Signature') ?? '', 'hex');
    if (given.length !== right.length || !timingSafeEqual(given, right)) return refusal(c, 403, 'SignatureDoesNotMatch', 'The signature does not match.');

    if (c.req.param('bucket') !== bucketName) return refusal(c, 404, 'NoSuchBucket', 'There is no such bucket.');
    const length = c.req.header('Content-Length');
    if (length === undefined) return refusal(c, 411, 'MissingContentLength', 'Say how long it is.');
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length !== Number(length)) return refusal(c, 400, 'IncompleteBody', 'It is not as long as it said.');
    const object = c.req.param('key');
    const uploadId = query.get('uploadId');
    try {
      const { etag } = uploadId ? await bucket.resumeMultipartUpload(object, uploadId).uploadPart(Number(query.get('partNumber')), bytes) : (await bucket.put(object, bytes))!;
      return c.body(null, 200, { ETag: `"${etag}"` });
    } catch {
      return refusal(c, 404, 'NoSuchUpload', 'The specified multipart upload does not exist.');
    }
  });

  return app;
}
