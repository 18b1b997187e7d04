import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '../../src/version.ts';
import { wireShape, wireShapeJson } from '../../src/core/schema.ts';
import { join } from 'node:path';
import { root } from './sources.ts';

test('src/core/shape.ts is what the schema makes of it (npm run generate)', () => {
  expect(readFileSync(join(root, 'src/core/shape.ts'), 'utf8')).toBe(wireShape());
});

test('the WordPress plugin reads the same table (npm run generate)', () => {
  expect(readFileSync(join(root, 'src/wordpress/includes/core/shape.json'), 'utf8')).toBe(wireShapeJson());
});

test('src/version.ts and package.json name the same version', () => {
  const { version: published } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(version).toBe(published);
});
