import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '../../src/version.ts';
import { wireShape } from '../../src/core/schema.ts';
import { join } from 'node:path';
import { root } from './sources.ts';

test('src/core/shape.ts is what the schema makes of it (npm run generate)', () => {
  expect(readFileSync(join(root, 'src/core/shape.ts'), 'utf8')).toBe(wireShape());
});

test('src/version.ts and package.json name the same version', () => {
  const { version: published } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(version).toBe(published);
});
