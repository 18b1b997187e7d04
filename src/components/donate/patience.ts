import { clock } from '../shared/clock.ts';
import { ticker } from '../shared/ticker.ts';

/** How long a reader is kept waiting for another site, in one place so that tests needn't wait. */
export const patience = { seconds: 20 };

/** What isn't there after a while won't come. @param whose For the author: who kept us waiting. */
export function inTime<Kept>(wanted: Promise<Kept>, whose: string): Promise<Kept> {
  const { seconds } = patience;
  return new Promise((resolve, reject) => {
    const stop = ticker.at(clock.now() + seconds * 1000, () =>
      reject(new Error(`${whose} did not answer in ${seconds} s`)),
    );
    wanted.then(resolve, reject).finally(stop);
  });
}
