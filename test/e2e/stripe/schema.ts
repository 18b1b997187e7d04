import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { inRoot } from '../../../tools/project.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The installed SDK's version: with another one, Stripe's types may be others. */
const version = (): string =>
  (JSON.parse(readFileSync(inRoot('node_modules', 'stripe', 'package.json'), 'utf8')) as { version: string }).version;

/**
 * Checks the parameters of `POST /v1/checkout/sessions` as the SDK's types have them. Made once for each version of the SDK (it takes
 * ten seconds) and kept beside the other caches. Words of an enumeration pass unchecked, since the types allow any text there.
 */
export function checkoutParams(): ValidateFunction {
  const file = inRoot('node_modules', '.cache', 'glassjar', `stripe-${version()}.json`);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const generator = createGenerator({
      path: join(here, 'params.ts'),
      tsconfig: join(here, 'tsconfig.json'),
      type: 'CheckoutCreate',
      skipTypeCheck: true,
    });
    writeFileSync(file, JSON.stringify(generator.createSchema('CheckoutCreate')));
  }
  // Forms hold texts only; numbers and booleans are read from them.
  return new Ajv({ strict: false, coerceTypes: true }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}
