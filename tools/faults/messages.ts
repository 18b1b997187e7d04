/** What a server of the fault run tells. */
export type FromServer =
  | { readonly is: 'open'; readonly port: number }
  /** With the longest that its event loop was held, in milliseconds. */
  | { readonly is: 'stopped'; readonly longest: number };
