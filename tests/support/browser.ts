import { ORIGIN, type TestApp } from './app.ts';

let visitors = 0;

export interface Answer {
  status: number;
  url: string;
  text: string;
  headers: Headers;
  /** Round trips to the database that this answer cost, as the driver counted them. */
  trips: number;
  statements: number;
}

/** Follows cookies and redirects as a browser without scripts does. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Everyone comes from an address of their own, as far as the throttles can tell. */
  readonly ip = `192.0.2.${(visitors += 1)}`;
  readonly #app: TestApp;

  constructor(app: TestApp) {
    this.#app = app;
  }

  get(path: string, init: RequestInit = {}): Promise<Answer> {
    return this.#follow(path, { ...init, method: 'GET' });
  }

  /** Sends a form, as the page's own button would; lists as arrays. */
  post(path: string, fields: Record<string, string | string[] | Blob>, init: { follow?: boolean; headers?: Record<string, string> } = {}): Promise<Answer> {
    const files = Object.values(fields).some((value) => value instanceof Blob);
    const body = files ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const each of [value].flat()) (body as FormData).append(name, each as string);
    }
    return this.#follow(path, { method: 'POST', body, headers: { Origin: ORIGIN, ...init.headers } }, init.follow ?? true);
  }

  async #follow(path: string, init: RequestInit, follow = true): Promise<Answer> {
    let url = new URL(path, ORIGIN);
    let request = init;
    for (let hops = 0; ; hops += 1) {
      const headers = new Headers(request.headers);
      headers.set('CF-Connecting-IP', this.ip);
      if (this.cookies.size > 0) headers.set('Cookie', Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; '));
      const response = await this.#app.fetch(new Request(url, { ...request, headers }));
      this.#keep(response);
      const to = response.headers.get('Location');
      if (!follow || !to || response.status < 300 || response.status > 399 || hops > 8) return answerOf(response, url);
      url = new URL(to, url);
      request = { method: 'GET' };
    }
  }

  #keep(response: Response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (rest.some((part) => /^\s*max-age=0$/i.test(part))) this.cookies.delete(name);
      else this.cookies.set(name, value.join('='));
    }
  }
}

async function answerOf(response: Response, url: URL): Promise<Answer> {
  const [, trips = '0', statements = '0'] = /desc="(\d+) trips, (\d+) statements"/.exec(response.headers.get('Server-Timing') ?? '') ?? [];
  return { status: response.status, url: url.pathname + url.search, text: await response.text(), headers: response.headers, trips: Number(trips), statements: Number(statements) };
}
