import type { Provider } from '../provider.ts';

/** Which parameters name a post or a video. All others, which say who shared it, are dropped. */
const naming = ['v', 'id', 'story_fbid', 'fbid', 'set'];

/**
 * Facebook: the frames of its code generators, https://developers.facebook.com/docs/plugins/embedded-posts and
 * …/embedded-video-player, without the script that they offer beside them. Addresses:
 * https://developers.facebook.com/docs/plugins/oembed-legacy
 */
export const facebook: Provider = {
  name: 'Facebook',
  kind: 'post',
  hosts: [
    ...['', 'www.', 'm.', 'web.', 'touch.', 'mbasic.', 'de-de.', 'en-gb.'].map((part) => `${part}facebook.com`),
    'fb.com',
    'www.fb.com',
  ],
  privacy: () => 'https://www.facebook.com/privacy/policy/',
  allow: 'fullscreen',
  match: ({ pathname, searchParams }) => {
    const isVideo =
      /^\/(?:[\w.-]+\/videos\/(?:[\w.%-]+\/)?|reel\/)\d{1,20}\/?$/.test(pathname) ||
      (/^\/(?:watch\/?|watch\/live\/?|video\.php)$/.test(pathname) && /^\d{1,20}$/.test(searchParams.get('v') ?? ''));
    const isPost =
      // A group's posts can't be framed; what "share" gives is another name.
      /^\/(?!groups\/|share\/)[\w.-]+\/(?:posts|photos|activity)\/[\w.%/-]{1,200}$/.test(pathname) ||
      (/^\/(?:permalink|photo|story)(?:\.php|\/)?$/.test(pathname) &&
        /^\w{1,200}$/.test(searchParams.get('story_fbid') ?? searchParams.get('fbid') ?? ''));
    if (!isVideo && !isPost) return undefined;
    const kept = `${new URLSearchParams([...searchParams].filter(([name]) => naming.includes(name)))}`;
    const page = `https://www.facebook.com${pathname}${kept && `?${kept}`}`;
    return isVideo
      ? {
          src: `https://www.facebook.com/plugins/video.php?href=${encodeURIComponent(page)}&show_text=false`,
          shape: 'wide',
        }
      : {
          src: `https://www.facebook.com/plugins/post.php?href=${encodeURIComponent(page)}&show_text=true`,
          shape: 640,
        };
  },
};
