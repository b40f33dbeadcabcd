import { type Env, isDevelopment } from '#app/platform/env.ts';
import type { PictureType } from './rendition.ts';

type Service = Pick<Env, 'IMAGES' | 'IMAGES_AT' | 'MAIL_TRANSPORT'>;

export interface Draft {
  trim?: { left: number; top: number; width: number; height: number };
  width: number;
  height: number;
  fit: 'scale-down' | 'cover' | 'squeeze';
  gravity?: { x: number; y: number; mode: 'box-center' };
}

export interface Output {
  format: PictureType;
  quality: number;
}

export const canDraw = ({ IMAGES, IMAGES_AT }: Service) => IMAGES !== undefined || IMAGES_AT !== undefined;

/** Cut first, then made smaller: two steps, so that the focal point is one of what was cut out. Throws an error with a code for what it cannot read or write. */
export async function drawPicture(env: Service, picture: ReadableStream<Uint8Array>, { trim, ...size }: Draft, output: Output): Promise<ReadableStream<Uint8Array>> {
  if (env.IMAGES_AT && isDevelopment(env as Env)) return drawNearby(env.IMAGES_AT, picture, { trim, ...size }, output);
  const upright = env.IMAGES!.input(picture);
  const cut = trim ? upright.transform({ trim }) : upright;
  return (await cut.transform(size).output(output)).image();
}

async function drawNearby(service: string, picture: ReadableStream<Uint8Array>, draft: object, output: Output): Promise<ReadableStream<Uint8Array>> {
  const search = new URLSearchParams({ drawing: JSON.stringify({ ...draft, ...output }) });
  const answer = await fetch(`${service}/?${search}`, { method: 'POST', body: picture, duplex: 'half' } as RequestInit);
  if (!answer.ok || !answer.body) throw Object.assign(new Error(await answer.text()), { code: answer.status });
  return answer.body;
}
