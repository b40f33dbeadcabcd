/** A text of the address, as Postgres can read it. */
export const textIn = (request: Request, name: string): string => (new URL(request.url).searchParams.get(name) ?? '').replace(/\p{Cc}+/gu, ' ').trim().slice(0, 200);
