import type { RequestContext } from './platform/env.ts';

declare module '@remix-run/cloudflare' {
  interface AppLoadContext extends RequestContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
