/* Long matrices: whole with `npm run test:long`, and with `npm test` a few of their cases that stand for the others. */

const isLong = process.env['GLASSJAR_LONG'] === '1';

/**
 * The cases to try.
 * @param all In `npm run test:long`.
 * @param few In `npm test`: some of them.
 */
export function casesOf<Case>(all: readonly Case[], few: readonly Case[]): readonly Case[] {
  // What is not among all of them would be tried by nobody who tries everything.
  if (few.length === 0 || !few.every((one) => all.includes(one))) throw new Error('the few are some of all');
  return isLong ? all : few;
}
