/** What is shown in place of a link once a reader asks for it. */
export interface Frame {
  /** Address of the frame, or of the audio file. Made from what was matched, never the link as it came. */
  readonly src: string;
  /** `wide` and `tall` are videos (16:9, 9:16), `audio` a file for the browser's own player; a number is a frame's height, px. */
  readonly shape: 'wide' | 'tall' | 'audio' | number;
}

/** Whose video, post or episode a link leads to: one file each. */
export interface Provider {
  /** As readers know it. Absent: they know it by its host. */
  readonly name?: string;
  readonly kind: 'video' | 'post' | 'audio';
  /** Host names of its pages, whole ones: a host that merely contains or ends in one is somebody else's. Absent: any host. */
  readonly hosts?: readonly string[];
  /** Its privacy policy. Absent: its host's, wherever that may be. */
  readonly privacy?: (host: string) => string;
  /** Permissions policy of the frame. */
  readonly allow?: string;
  /** It refuses to play for a page that doesn't say on which site it stands. Others are told nothing. */
  readonly needsOrigin?: boolean;
  /**
   * What to frame for one of its addresses; absent where the address is some other page. `broken`: it can't lead anywhere, like
   * a video's address of which the end was lost.
   */
  readonly match: (url: URL) => Frame | 'broken' | undefined;
}
