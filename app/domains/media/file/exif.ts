import { type Bytes, ascii, concat, label } from './bytes.ts';
import { type Tag, type TagReader, orientationOf, tagReader } from './tiff.ts';

export type Exif = Record<string, string | number>;

/** What a camera wrote, for the people of the organization only: none of it is in what is served. */
export function parseExif(tiff: Bytes): Exif {
  const reader = tagReader(tiff);
  if (!reader) return {};
  const { tags } = reader;
  const main = tags.directory(reader.first);
  const photo = tags.directory(tags.number(main.get(0x8769)) ?? 0);
  const place = tags.directory(tags.number(main.get(0x8825)) ?? 0);
  const text = (tag: Tag | undefined) => (tag && tag.type === 2 ? label(tag.value) : '');
  const make = text(main.get(0x10f));
  const model = text(main.get(0x110));
  return present({
    camera: model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`,
    lens: text(photo.get(0xa434)),
    takenAt: instant(text(photo.get(0x9003)) || text(main.get(0x132)), text(photo.get(0x9011))),
    ...position(tags, place, text),
    orientation: orientationOf(tiff),
    exposureSeconds: tags.number(photo.get(0x829a)),
    aperture: tags.number(photo.get(0x829d)),
    iso: tags.number(photo.get(0x8827)),
    focalLengthMm: tags.number(photo.get(0x920a)),
    software: text(main.get(0x131)),
    artist: text(main.get(0x13b)),
    copyright: text(main.get(0x8298)),
  });
}

/** A camera's clock has no zone unless it says so: then the text stays without one rather than pretend UTC. */
function instant(written: string, offset: string): string {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(written) ?? [];
  if (!year || year === '0000') return '';
  return `${year}-${month}-${day}T${time}${/^[+-]\d\d:\d\d$/.test(offset) ? offset : ''}`;
}

function position(tags: TagReader, place: Map<number, Tag>, text: (tag: Tag | undefined) => string) {
  const degrees = (reference: number, value: number, limit: number, negative: string) => {
    const [whole, minutes, seconds] = [0, 1, 2].map((index) => tags.number(place.get(value), index));
    if (whole === null || whole === undefined) return null;
    const size = whole + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600;
    return size >= 0 && size <= limit ? round(text(place.get(reference)).toUpperCase().startsWith(negative) ? -size : size) : null;
  };
  const latitude = degrees(1, 2, 90, 'S');
  const longitude = degrees(3, 4, 180, 'W');
  if (latitude === null || longitude === null) return null;
  const height = tags.number(place.get(6));
  return { latitude, longitude, altitudeMetres: height === null ? null : tags.number(place.get(5)) === 1 ? -height : height };
}

const round = (value: number) => Math.round(value * 1e6) / 1e6;

function present(values: Record<string, string | number | null | undefined>): Exif {
  const kept: Exif = {};
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'number') kept[key] = round(value);
    else if (value?.trim()) kept[key] = value.trim();
  }
  return kept;
}

/** The one note that is needed to show the picture upright, and nothing else. */
export function onlyOrientation(orientation: number): Bytes {
  return concat([ascii('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0'), ascii(`${String.fromCharCode(orientation)}\0\0\0\0\0\0`)]);
}

/** Exif starts with its own name in JPEG and sometimes, wrongly, in WebP and HEIC. */
export const withoutExifName = (payload: Bytes) => (payload[0] === 0x45 && payload[4] === 0 && payload[5] === 0 ? payload.subarray(6) : payload);
