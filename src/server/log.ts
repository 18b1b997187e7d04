/*
 * What the server says about itself: one JSON object a line, for machines. No address, no name, no path (a path may hold a
 * donation's reference), and whatever looks like personal data in an error's words is blotted out.
 */

export type LogLevel = 'info' | 'warn' | 'error';
/** Values of one line, besides its time, level and event. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

const personal: readonly (readonly [RegExp, string])[] = [
  [/[^\s"'<>()[\]:,;=]+@[^\s"'<>()[\]:,;]+\.[a-z]{2,}/gi, '[e-mail]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/g, '[iban]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[address]'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])/gi, '[address]'],
  [/\b(?:sk|rk|pk|whsec)_[A-Za-z0-9_]{4,}/g, '[secret]'],
];

/** A text without e-mail addresses, IBANs, network addresses and keys. */
export const redact = (text: string): string =>
  personal.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);

/** @param write Takes one line, without its end. @param now Milliseconds since 1970. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  return (level, event, fields = {}) => {
    const told = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? redact(value) : value]);
    write(JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...Object.fromEntries(told) }));
  };
}

/** What may be told of something thrown. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const [, ...frames] = (error.stack ?? '').split('\n    at ');
  return {
    error: error.name,
    message: error.message.slice(0, 500),
    // Where it was thrown, by file and line only.
    at: frames
      .slice(0, 3)
      .map((frame) => /([^/\\()]+:\d+):\d+\)?$/.exec(frame.trim())?.[1] ?? '?')
      .join(' < '),
    ...(error.cause instanceof Error && { cause: `${error.cause.name}: ${error.cause.message.slice(0, 200)}` }),
  };
}
