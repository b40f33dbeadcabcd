import { Hono } from 'hono';
import type { Door } from './http.ts';

export const media = new Hono<Door>();
