/**
 * zod as it is, but for its sentences in fifty languages: they are a quarter of a megabyte, every one is reachable by name,
 * and esbuild cannot know that none is asked for. wrangler.toml puts this in zod's place; a test holds the two side by side.
 */
export * from '../node_modules/zod/v4/classic/schemas.js';
export * from '../node_modules/zod/v4/classic/checks.js';
export * from '../node_modules/zod/v4/classic/errors.js';
export * from '../node_modules/zod/v4/classic/parse.js';
export * from '../node_modules/zod/v4/classic/compat.js';
export { $brand, $input, $output, clone, config, flattenError, formatError, getDiscriminatedOption, globalRegistry, INVALID, NEVER, prettifyError, regexes, registry, TimePrecision, treeifyError, util } from '../node_modules/zod/v4/core/index.js';
export { toJSONSchema } from '../node_modules/zod/v4/core/json-schema-processors.js';
export { ZodISODate, ZodISODateTime, ZodISODuration, ZodISOTime } from '../node_modules/zod/v4/classic/iso.js';
export * as iso from '../node_modules/zod/v4/classic/iso.js';
export * as coerce from '../node_modules/zod/v4/classic/coerce.js';
export * as z from './zod-in-english.mjs';
