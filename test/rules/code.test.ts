import { describe, expect, test } from 'vitest';
import { parse, places, sources } from './sources.ts';

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  readonly why: string;
  /** Where it does not hold, and the reason. */
  readonly except?: Readonly<Record<string, string>>;
  readonly only?: RegExp;
  /** Must be caught. */
  readonly sample: string;
}

const bans: readonly Ban[] = [
  { what: 'any', pattern: /(?:[:<,|&]|\bas)\s*any\b/, why: 'say what it is, or unknown', sample: 'const a: any = 1;' },
  { what: 'parseFloat', pattern: /\bparseFloat\b/, why: 'money is never a float', sample: 'parseFloat(a)' },
  {
    what: '× 100',
    pattern: /[*/]\s*100(?:\.0+)?\b(?![%.\d])|\.toFixed\(/,
    why: 'minor units come from core/money.ts, which knows how many decimals a currency has',
    sample: 'const cents = euros * 100;',
    only: /\.ts$/,
    except: {
      '.styles.ts': 'calc() in CSS',
      'src/core/format.ts': 'Intl writes percent of a share',
      'src/components/progress/ring.ts': 'a share of the circle, whose length is 100',
    },
  },
  {
    what: 'HTML from text',
    pattern:
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|unsafeHTML|unsafeSVG|unsafeStatic|unsafeCSS)\b|document\.write/,
    why: 'all data is untrusted text',
    sample: 'element.innerHTML = text;',
  },
  { what: 'eval', pattern: /\beval\(|\bnew Function\b/, why: 'a strict CSP forbids it', sample: 'eval(text)' },
  {
    what: 'inline style',
    pattern: /\bstyleMap\b|\sstyle=|<style\b/,
    why: 'a strict CSP forbids it: use .style=${…}, which sets the property, or a class',
    sample: 'html`<p style="width:3px">`',
  },
  {
    what: 'storage',
    pattern: /\b(?:localStorage|sessionStorage|indexedDB|cookieStore)\b|document\.cookie/,
    why: 'nothing is stored before the visitor asks',
    only: /^src\/(core|adapters|components)\//,
    except: {
      'src/components/share/mastodon-form.ts': 'remembers the server when the visitor ticks the box',
      'src/components/donate/attempt.ts':
        'keeps one key from the click that starts a donation until it is settled, so that none is charged twice',
      'src/components/embed/consent.ts': 'remembers whose frames to load when the visitor ticks the box',
    },
    sample: 'localStorage.setItem(a, b)',
  },
  {
    what: 'formatting',
    pattern: /\bIntl\.(?!Segment)|\.toLocale(?:Date|Time)?String\(/,
    why: 'numbers and dates are formatted in one place',
    except: {
      'src/core/format.ts': 'that place',
      'src/core/calendar.ts': 'asks for today in a time zone',
      'src/core/kinds.ts': 'asks whether a time zone exists',
      'src/desk/enter.ts': 'asks for the organiser’s own time zone',
      'src/core/currencies.ts': 'asks which currencies exist',
      'src/core/offset.ts': 'asks how far a time zone is from UTC',
      'src/core/language-name.ts': 'names languages',
      'src/server/import-file.ts': 'asks for this machine’s time zone',
    },
    sample: 'new Intl.NumberFormat()',
  },
  {
    what: 'the world',
    pattern:
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|\bfetch\(|\bset(?:Timeout|Interval)\(|\b(?:window|navigator|globalThis)\.|\bdocument\.(?:query|create|body|head|documentElement|baseURI)|\bconsole\./,
    why: 'core is pure: the clock and all else is handed in',
    only: /^src\/core\//,
    sample: 'const now = Date.now();',
  },
  {
    what: 'what old libraries replace',
    pattern:
      /\bArray\.from\(|\.reduce(?:Right)?[(<]|\bDate\.(?:parse|now)\b|\bextends Event\b|\.bind\(|(?<!\b(?:groups|Object))\.entries\(\)/,
    why: 'Prototype.js, MooTools and Datejs put something else in their place: core/list.ts, core/calendar.ts and shared/events.ts have them',
    only: /^src\/(?:core|adapters|components)\//,
    except: {
      'src/core/schema.ts': 'zod’s part, which no page loads',
      'src/core/field-names.ts': 'advice for an author',
      'src/core/review.ts': 'advice for an author',
    },
    sample: 'const sum = list.reduce((all, one) => all + one, 0);',
  },
  {
    what: 'a bare import()',
    pattern: /(?<!new Part\(\(\) => )\bimport\(/,
    why: 'a part that loads on use is a Part (src/part.ts), which says when it can’t be had and asks again',
    only: /^src\/(?:(?:adapters|components|core|desk)\/|[^/]*$)/,
    sample: "const { tell } = await import('./discrepancies.ts');",
  },
  {
    what: 'debugging',
    pattern: /\bconsole\.(?:log|debug|trace)\(|\bdebugger\b/,
    why: 'a guest does not talk on the host’s console, save warnings and errors for the author',
    only: /^src\/(core|adapters|components)\//,
    sample: 'console.log(1)',
  },
];

const applies = (ban: Ban, path: string): boolean =>
  (ban.only?.test(path) ?? true) && !Object.keys(ban.except ?? {}).some((except) => path.endsWith(except));

describe.each(bans)('$what: $why', (ban) => {
  test('nowhere in src', () => {
    const found = sources.filter(({ path }) => applies(ban, path)).flatMap((source) => places(source, ban.pattern));
    expect(found).toEqual([]);
  });

  test('it is seen where it stands', () => {
    expect(places(parse('src/core/x.ts', ban.sample), ban.pattern)).toHaveLength(1);
    expect(places(parse('src/core/x.ts', `// ${ban.sample}`), ban.pattern)).toEqual([]);
  });
});

/** The comments of a file by line, each with its text. */
const commentLines = ({ text, path }: { text: string; path: string }): { place: string; comment: string }[] =>
  text.split('\n').flatMap((line, index) => {
    const comment = /(?:^|\s)\/\/\s?(.*)$/.exec(line)?.[1];
    return comment === undefined ? [] : [{ place: `${path}:${index + 1}`, comment }];
  });

const looksLikeCode =
  /^(?:(?:const|let|import|export|return|await|throw|if|for|while|function)\b.*[;{(]|\}.*|.*[;{]|<\/?[a-z].*>)$/;

test('no code is left in comments', () => {
  const found = sources.flatMap(commentLines).filter(({ comment }) => looksLikeCode.test(comment.trim()));
  expect(found).toEqual([]);
  expect('const a = 1;').toMatch(looksLikeCode);
  expect('Only once, because a page may hold two.').not.toMatch(looksLikeCode);
});

test('no TODO is left: an issue is where it belongs', () => {
  const todo = /\b(?:TODO|FIXME|XXX|HACK)\b/;
  const found = sources.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (todo.test(line) ? [`${path}:${at + 1}`] : [])),
  );
  expect(found).toEqual([]);
});

test('a file over 400 lines says why at its top', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 400);
  const unexplained = long.filter(({ text }) => !/\blong\b/i.test(text.split('\n').slice(0, 8).join('\n')));
  expect(unexplained.map(({ path }) => path)).toEqual([]);
});
