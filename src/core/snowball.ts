/** Bounds of both numbers of the snowball estimate; their product stays an exact integer. */
export const snowballRange = { least: 1, most: 1_000_000 } as const;

/**
 * The snowball estimate: `people` who share with `contacts` each reach about their product of readers. An estimate that
 * ignores overlap, and to be called so wherever it is shown.
 */
export const snowball = (people: number, contacts: number): number => people * contacts;

/** Reads one of the two numbers as typed: digits only, within the bounds. `1.000` could be one or a thousand, so it is refused. */
export function readSnowball(typed: string): number | undefined {
  if (!/^0*\d{1,7}$/.test(typed.trim())) return undefined;
  const value = Number(typed);
  return value >= snowballRange.least && value <= snowballRange.most ? value : undefined;
}
