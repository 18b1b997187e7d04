import { GlassjarError } from '../core/errors.ts';
import { faultOf } from '../core/json-fault.ts';
import { alsoMisspelt } from '../core/misspelt.ts';
import { told } from '../core/told.ts';

/**
 * Says what keeps data in the page from being a campaign. A part of its own, since a reader's page needs it only when something is wrong.
 * @param document What was read, where it is a document already.
 */
export function explainInline(cause: unknown, json: string | undefined, document: () => unknown): unknown {
  if (cause instanceof GlassjarError) return cause.code === 'invalid' ? alsoMisspelt(cause, document()) : cause;
  if (!(cause instanceof SyntaxError) || json === undefined) return cause;
  const fault = faultOf(json);
  return told(
    'not-json',
    (words) =>
      fault
        ? `${words.scriptNotJson}, ${words.place(fault.line, fault.column)}: ${fault.say(words)}`
        : `${words.scriptNotJson} (${cause.message})`,
    { cause },
  );
}
