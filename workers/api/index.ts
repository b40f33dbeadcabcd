import { OpenAPIHono } from '@hono/zod-openapi';
import type { Door } from '../http.ts';

export const api = new OpenAPIHono<Door>();
