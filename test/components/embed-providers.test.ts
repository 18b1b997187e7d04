import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { find } from '../../src/components/embed/find.ts';

const page = 'https://blog.example/post';
const frameOf = (url: string) => find(url, page).frame?.src;
const id = 'M7lc1UVf-VE';
const did = 'did:plc:z72i7hdynmk6r22z27h6tvur';
const youtube = `https://www.youtube-nocookie.com/embed/${id}`;

/** What is framed for a link, to the letter. */
const framed: Readonly<Record<string, readonly (readonly [link: string, frame: string])[]>> = {
  YouTube: [
    [`https://www.youtube.com/watch?v=${id}`, youtube],
    [`http://youtube.com/watch?list=x&v=${id}&feature=share`, youtube],
    [`https://m.youtube.com/watch?v=${id}&t=90`, `${youtube}?start=90`],
    [`https://youtu.be/${id}?t=1m30s`, `${youtube}?start=90`],
    [`https://youtu.be/${id}?si=tracking`, youtube],
    [`https://youtu.be/${id}?t=1&autoplay=1`, `${youtube}?start=1`],
    [`https://youtu.be/${id}?t=1%26autoplay%3D1`, youtube],
    [`https://www.youtube.com/embed/${id}?start=5`, `${youtube}?start=5`],
    [`https://www.youtube-nocookie.com/embed/${id}`, youtube],
    [`https://www.youtube.com/shorts/${id}`, youtube],
    [`https://www.youtube.com/live/${id}?t=2h`, `${youtube}?start=7200`],
    [`https://YouTube.COM/watch?v=${id}`, youtube],
    [`https://youtube.com/shorts/${id}?si=N6idQiwCYltCKpDC`, youtube],
    [`https://youtube.com/shorts/${id}?feature=share`, youtube],
    [`https://www.youtube.com/live/${id}?si=x&t=42`, `${youtube}?start=42`],
    [`https://music.youtube.com/watch?v=${id}&list=RDAMVM${id}`, youtube],
    [
      `https://www.youtube.com/watch?v=${id}&list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs&index=3&t=1h2m3s`,
      `${youtube}?start=3723`,
    ],
    [`https://www.youtube.com/watch?app=desktop&v=${id}`, youtube],
    [`https://www.youtube.com/watch?v=${id}?si=tracking`, youtube],
    [`https://youtu.be/${id}&t=42`, youtube],
    [`https://youtu.be/${id}?list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs&si=x&t=7`, `${youtube}?start=7`],
    [`https://www.youtube.com/watch?v=${id}#t=90`, `${youtube}?start=90`],
    [`https://www.youtube.com/watch?time_continue=5&v=${id}&feature=emb_title`, `${youtube}?start=5`],
    [`https://www.youtube.com/e/${id}`, youtube],
    [`https://www.youtube.com/watch/${id}`, youtube],
  ],
  Vimeo: [
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://vimeo.com/791813674/2c9cfc5030', 'https://player.vimeo.com/video/791813674?dnt=1&h=2c9cfc5030'],
    [
      'https://player.vimeo.com/video/76979871?h=8272103f6e&autoplay=1',
      'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e',
    ],
    ['https://vimeo.com/channels/staffpicks/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    [
      'https://vimeo.com/823137111/7da580d79b?share=copy',
      'https://player.vimeo.com/video/823137111?dnt=1&h=7da580d79b',
    ],
    [
      'https://player.vimeo.com/video/823141156/90e6d75118',
      'https://player.vimeo.com/video/823141156?dnt=1&h=90e6d75118',
    ],
    [
      'https://vimeo.com/manage/videos/968881052/2acf67443a',
      'https://player.vimeo.com/video/968881052?dnt=1&h=2acf67443a',
    ],
    ['https://vimeo.com/showcase/7008490/video/407943692', 'https://player.vimeo.com/video/407943692?dnt=1'],
  ],
  X: [
    ['https://twitter.com/jack/status/20', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
    ['https://x.com/jack/status/20?s=20&t=abc', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
    ['https://x.com/i/web/status/20', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
    ['https://x.com/i/status/20?s=46&t=abc', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
    ['https://x.com/jack/status/20/video/1', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
    [
      'https://mobile.twitter.com/jack/statuses/20/photo/1',
      'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20',
    ],
  ],
  Facebook: [
    [
      'https://www.facebook.com/facebook/videos/10153231379946729/',
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Ffacebook%2Fvideos%2F10153231379946729%2F&show_text=false',
    ],
    [
      'https://m.facebook.com/watch/?v=10153231379946729&ref=sharing',
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D10153231379946729&show_text=false',
    ],
    [
      'https://www.facebook.com/20531316728/posts/10154009990506729?fbclid=me&__tn__=x',
      'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F20531316728%2Fposts%2F10154009990506729&show_text=true',
    ],
    [
      'https://www.facebook.com/reel/10153231379946729/?mibextid=me&fs=e',
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Freel%2F10153231379946729%2F&show_text=false',
    ],
    [
      'https://web.facebook.com/watch/live/?ref=watch_permalink&v=10153231379946729',
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2Flive%2F%3Fv%3D10153231379946729&show_text=false',
    ],
    [
      'https://m.facebook.com/story.php?story_fbid=pfbid02abc&id=100064&mibextid=me',
      'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fstory.php%3Fstory_fbid%3Dpfbid02abc%26id%3D100064&show_text=true',
    ],
    [
      'https://www.facebook.com/permalink.php?story_fbid=1&id=2&fbclid=me',
      'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpermalink.php%3Fstory_fbid%3D1%26id%3D2&show_text=true',
    ],
  ],
  Instagram: [
    ['https://www.instagram.com/p/fA9uwTtkSN/?igsh=me', 'https://www.instagram.com/p/fA9uwTtkSN/embed/captioned/'],
    ['https://www.instagram.com/reels/CkQkLziJY1y/', 'https://www.instagram.com/reel/CkQkLziJY1y/embed/captioned/'],
    [
      'https://www.instagram.com/reel/C011VfrOyFQ/?utm_source=ig_web_copy_link&igsh=MzRlODBiNWFlZA==',
      'https://www.instagram.com/reel/C011VfrOyFQ/embed/captioned/',
    ],
    [
      'https://www.instagram.com/some.one/p/fA9uwTtkSN/?img_index=2',
      'https://www.instagram.com/p/fA9uwTtkSN/embed/captioned/',
    ],
    ['https://www.instagram.com/tv/BkQjCfsBIzi/', 'https://www.instagram.com/tv/BkQjCfsBIzi/embed/captioned/'],
    ['http://instagr.am/p/fA9uwTtkSN/', 'https://www.instagram.com/p/fA9uwTtkSN/embed/captioned/'],
    ['https://instagram.com/some.one/reel/CkQkLziJY1y', 'https://www.instagram.com/reel/CkQkLziJY1y/embed/captioned/'],
  ],
  Bluesky: [
    [
      `https://bsky.app/profile/${did}/post/3l6oveex3ii2l`,
      `https://embed.bsky.app/embed/${did}/app.bsky.feed.post/3l6oveex3ii2l`,
    ],
  ],
  Spotify: [
    [
      'https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5?si=me',
      'https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5',
    ],
    [
      'https://open.spotify.com/intl-pt-br/track/11dFghVXANMlKmJXsNCbNl?si=me&context=x',
      'https://open.spotify.com/embed/track/11dFghVXANMlKmJXsNCbNl',
    ],
    [
      'https://open.spotify.com/user/spotify/playlist/37i9dQZF1DXcBWIGoYBM5M',
      'https://open.spotify.com/embed/playlist/37i9dQZF1DXcBWIGoYBM5M',
    ],
    [
      'https://open.spotify.com/intl-de/show/5eXZwvvxt3K2dxha3BSaAe',
      'https://open.spotify.com/embed/show/5eXZwvvxt3K2dxha3BSaAe',
    ],
  ],
  Mastodon: [
    ['https://mastodon.social/@Gargron/1', 'https://mastodon.social/@Gargron/1/embed'],
    ['https://social.example/@jo_b/113000000000000001?a=b#c', 'https://social.example/@jo_b/113000000000000001/embed'],
    ['https://mastodon.social/web/@Gargron/1', 'https://mastodon.social/@Gargron/1/embed'],
    ['https://mastodon.social/deck/@Gargron/1', 'https://mastodon.social/@Gargron/1/embed'],
    ['https://mastodon.social/users/Gargron/statuses/1', 'https://mastodon.social/@Gargron/1/embed'],
    ['https://social.example/@jo/1/embed', 'https://social.example/@jo/1/embed'],
  ],
  'an audio file': [
    ['https://media.example/episode-1.mp3?key=1', 'https://media.example/episode-1.mp3?key=1'],
    ['https://media.example/A.OGG', 'https://media.example/A.OGG'],
    ['/own.m4a', 'https://blog.example/own.m4a'],
  ],
};

/** Links that stay links: other pages of the providers, look-alikes, and whom nobody knows. */
const plain: readonly string[] = [
  'https://www.youtube.com/',
  'https://www.youtube.com/@channel',
  'https://www.youtube.com/@user/123',
  'https://youtu.be/',
  'https://www.youtube.com/shorts/',
  'https://www.youtube.com/embed/videoseries?list=x',
  'https://vimeo.com/about',
  'https://vimeo.com/76979871/not-a-key!',
  'https://x.com/jack',
  'https://x.com/jack/status/abc',
  'https://www.facebook.com/facebook',
  'https://www.facebook.com/plugins/video.php?href=https://evil.example',
  'https://www.facebook.com/login?next=/a/posts/1',
  'https://www.instagram.com/someone/',
  'https://www.instagram.com/share/reel/BAHzfq3Y0s/',
  'https://www.instagram.com/reels/audio/123456789/',
  'https://www.facebook.com/share/r/16zSwR7RS8/',
  'https://www.facebook.com/share/v/16zSwR7RS8/',
  'https://www.facebook.com/groups/1234/posts/5678/',
  'https://fb.watch/abcdef1234/',
  'https://vm.tiktok.com/ZMabc1234/',
  'https://www.tiktok.com/@someone/video/7001234567890123456',
  'https://soundcloud.com/someone/a-song?si=me&utm_source=clipboard',
  'https://www.youtube.com/playlist?list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs',
  'https://www.youtube.com/clip/UgkxABCDEFGHIJKLMNOP',
  'https://vimeo.com/event/4153440',
  'https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l',
  'https://bsky.app/profile/did:plc:x/../../post/1',
  'https://open.spotify.com/user/me',
  'https://open.spotify.com/episode/short',
  'https://mastodon.social/@Gargron',
  'https://mastodon.social/@Gargron@elsewhere.example/1',
  'http://mastodon.social/@Gargron/1',
  'http://media.example/episode-1.mp3',
  'https://media.example/player?file=episode-1.mp3',
  'https://example.org/',
  'mailto:jo@example.org',
  'tel:+4930123456',
  '/a/page',
  // Look-alikes
  `https://youtube.com.evil.example/watch?v=${id}`,
  `https://notyoutube.com/watch?v=${id}`,
  `https://youtube.com:8443/watch?v=${id}`,
  `https://www.youtube.com./watch?v=${id}`,
  `https://evil.example/https://www.youtube.com/watch?v=${id}`,
  `https://evil.example/?u=youtube.com/watch?v=${id}`,
  `https://evil.example#www.youtube.com/watch?v=${id}`,
  `https://xn--yutube-8yc.com/watch?v=${id}`,
  'https://vimeo.com.evil.example/76979871',
  'https://twitter.com.evil.example/jack/status/20',
  'https://fakebook.com/a/posts/1',
  'https://open.spotify.com.evil.example/episode/7makk4oTQel546B0PZlDM5',
  // Where no Mastodon server can be, but a reader's router can
  'https://127.0.0.1/@admin/1',
  'https://192.168.0.1/@admin/1',
  'https://[::1]/@admin/1',
  'https://localhost/@admin/1',
  'https://router.local/@admin/1',
  'https://social.example:8443/@admin/1',
  'https://2130706433/@admin/1',
  'https://social.example/@admin/1/../../evil',
  // A frame of our own site
  'https://blog.example/@admin/1',
];

/** What is no link, or can't lead anywhere. */
const text: readonly string[] = [
  '',
  'not a link',
  'javascript:alert(1)',
  `javascript://www.youtube.com/watch?v=${id}%0aalert(1)`,
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://www.youtube.com/1',
  `https://www.youtube.com@evil.example/watch?v=${id}`,
  `https://user:secret@www.youtube.com/watch?v=${id}`,
  `//www.youtube.com/watch?v=${id}`,
  `https:\\\\www.youtube.com\\watch?v=${id}`,
  ` https://www.youtube.com/watch?v=${id}`,
  `https://www.youtube.com/wa\ntch?v=${id}`,
  'https://youtu.be/YbWROt8kR',
  'https://www.youtube.com/watch?v=',
  'https://www.youtube.com/watch',
  `https://www.youtube.com/watch?v=${id}x`,
  `https://www.youtube.com/embed/${id}%2F..%2Fx`,
];

describe('what is framed', () => {
  for (const [name, cases] of Object.entries(framed)) {
    for (const [link, frame] of cases) {
      it(`${name}: ${link}`, () => {
        const found = find(link, page);
        expect(found.frame?.src).to.equal(frame);
        expect(found.provider?.name ?? 'an audio file').to.equal(name);
        expect(found.host).to.equal(new URL(frame).hostname);
        expect(found.link, 'the link stays beside it').to.equal(new URL(link, page).href);
      });
    }
  }

  it('is high where the video is', () => {
    expect(find(`https://www.youtube.com/shorts/${id}`, page).frame?.shape).to.equal('tall');
    expect(find(`https://www.youtube.com/watch?v=${id}`, page).frame?.shape).to.equal('wide');
  });

  it('names each provider’s privacy policy by https', () => {
    for (const [name, [[link] = ['']]] of Object.entries(framed)) {
      const { host, provider } = find(link, page);
      const policy = provider!.privacy?.(host!);
      if (name === 'an audio file') expect(policy).to.equal(undefined);
      else expect(new URL(policy!).protocol).to.equal('https:');
    }
  });
});

describe('what stays a link', () => {
  for (const link of plain)
    it(link, () => {
      expect(find(link, page)).to.deep.equal({ link: new URL(link, page).href });
    });
});

describe('what stays text', () => {
  for (const words of text)
    it(JSON.stringify(words), () => {
      expect(find(words, page)).to.deep.equal({});
    });
});

describe('a frame’s address, whatever the link', () => {
  const hosts = new Set(Object.values(framed).flatMap((cases) => cases.map(([, frame]) => new URL(frame).hostname)));

  it('is by https and without credentials, of a host that is known or the link’s own', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'www.youtube.com',
        'x.com',
        '@a',
        'watch',
        'status',
        'embed',
        id,
        '20',
        '..',
        '.',
        '',
        'v',
        'p',
        'reel',
      ),
      fc.webSegment(),
      fc.string({ maxLength: 12 }),
    );
    const link = fc
      .tuple(
        fc.constantFrom('https://', 'http://', 'https://a@', 'https://a:b@', '//', 'javascript://', 'https:\\\\'),
        fc.oneof(
          fc.constantFrom(...hosts, 'youtu.be', 'vimeo.com', 'x.com', 'bsky.app', 'social.example'),
          fc.domain(),
        ),
        fc.constantFrom('', '', ':443', ':8080', '.evil.example', '.', '@evil.example', '%2eevil.example'),
        fc.array(word, { maxLength: 5 }),
        fc.array(fc.tuple(word, word), { maxLength: 3 }),
      )
      .map(
        ([scheme, host, after, path, query]) =>
          `${scheme}${host}${after}/${path.join('/')}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`,
      );
    fc.assert(
      fc.property(link, (address) => {
        const src = frameOf(address);
        if (!src) return;
        const { hostname, password, port, protocol, username } = new URL(src);
        expect([protocol, username, password, port]).to.deep.equal(['https:', '', '', '']);
        const own = new URL(address).hostname;
        expect(hosts.has(hostname) || hostname === own, `${address} frames ${src}`).to.equal(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })), (words) => {
        find(words, page);
      }),
      { numRuns: 2000 },
    );
  });
});
