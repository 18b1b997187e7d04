/** The page's clock, in one place so that tests can set it. Not `Date.now`, which old libraries replace. */
export const clock = { now: (): number => new Date().getTime() };
