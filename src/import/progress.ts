/* How far reading a file has come, told about a hundred times at most. */
import type { ReadOptions } from './statement.ts';

/**
 * What is called with how much is done of a total.
 * @param part The part of the whole that this total is: `[0.5, 1]` for its second half.
 */
export function progressOf(
  { onProgress }: Pick<ReadOptions, 'onProgress'>,
  total: number,
  [from, to]: readonly [number, number] = [0, 1],
): (done: number) => void {
  const most = 100;
  const stepOf = (share: number): number => Math.floor(share * most);
  let told = stepOf(from);
  return (done) => {
    const share = total > 0 ? from + ((to - from) * done) / total : to;
    if (!onProgress || stepOf(share) <= told) return;
    told = stepOf(share);
    onProgress(Math.min(share, 1));
  };
}
