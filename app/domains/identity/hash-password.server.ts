import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// N·r·p stays under the runtime's cap of 2^20; the parameters travel with each hash so that they can grow.
const CURRENT = { N: 32768, r: 8, p: 3 };
const MEMORY = 64 * 1024 * 1024;

interface Parameters {
  N: number;
  r: number;
  p: number;
}

function derive(password: string, salt: Buffer, { N, r, p }: Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { N, r, p, maxmem: MEMORY }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

export async function hashPassword(password: string, parameters: Parameters = CURRENT): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, parameters);
  const { N, r, p } = parameters;
  return ['scrypt', `${N}.${r}.${p}`, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Takes as long for nobody (a null hash) as for somebody, so that time does not tell which addresses have an account. */
export async function checkPassword(password: string, stored: string | null): Promise<{ correct: boolean; outdated: boolean }> {
  const [, numbers = '', salt = '', key = ''] = stored?.split('$') ?? [];
  const [N, r, p] = numbers.split('.').map(Number);
  const parameters = stored && N && r && p ? { N, r, p } : CURRENT;
  const derived = await derive(password, Buffer.from(salt, 'base64'), parameters);
  const expected = Buffer.from(key, 'base64');
  const correct = stored !== null && expected.length === derived.length && timingSafeEqual(derived, expected);
  return { correct, outdated: correct && (parameters.N < CURRENT.N || parameters.r < CURRENT.r || parameters.p < CURRENT.p) };
}
