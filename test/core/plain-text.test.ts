import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOfHtml, textOfXhtml } from '../../src/core/plain-text.ts';
import { readXml } from '../../src/core/xml.ts';
import { expectProportion } from './growth.ts';

const piece = fc.constantFrom(
  '<', '>', '</', '<p>', '</p>', '<br>', '<script>', '</script>', '<svg>', '</svg>', '<style', '<!--', '-->', '<!', '<?', ' a="', "'", '"', '=', '/>',
  '&', '&amp;', '&nbsp;', '&#146;', '&#0;', '&bogus;', ' ', '\n', 'text', '😀', '<li>', '<a href=x>', '</a>', '<3',
); // prettier-ignore

describe('HTML as plain text', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['One<br>Two<br/>Three', 'One\nTwo\nThree'],
    ['One<br><br>\n Two', 'One\n\nTwo'],
    ['<div><div>One</div></div>\n\n\n<div>Two</div>', 'One\n\nTwo'],
    ['a <b>bold</b>, <i>word</i>', 'a bold, word'],
    ['<ul>\n<li>one</li>\n<li>two</li></ul>', '• one\n• two'],
    ['  much \n\t space ', 'much space'],
    ['a<script>if (a < b) { "</p>" }</script>b<STYLE>p{}</STYLE>c', 'abc'],
    ['a<svg><title>x</title><text>y</text></svg>b<template><p>z</p></template>c', 'abc'],
    ['a<svg/>b', 'ab'],
    ['a<svg><svg>x</svg>y</svg>b', 'ab'],
    ['<a title="1 > 0" href=\'x\'>link</a>', 'link'],
    ['<p title="a"title>b', 'b'],
    ['1 < 2, a <3 b, </3', '1 < 2, a <3 b, </3'],
    ['a<!-- <p>no</p> -->b<!doctype html>c<?php d ?>e', 'abce'],
    ['&lt;b&gt; &amp;lt; &auml;&#228;&#xe4; &nbsp; &bogus; &#146;', '<b> &lt; äää \u00a0 &bogus; ’'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['a<script>never ends', 'a'],
    ['a<b title="never ends', 'a'],
  ])('%j is %j', (html, text) => expect(textOfHtml(html)).toBe(text));

  test('XHTML is read alike, and no entity twice', () => {
    const xhtml = readXml('<div><p>One &amp;lt; <em>two</em></p><script>no</script><p>Three<br/>four</p></div>')!;
    expect(textOfXhtml(xhtml)).toBe('One &lt; two\n\nThree\nfour');
  });

  test('text without any mark comes out as it is, but for blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = text.replace(/[<&]/g, '');
        expect(textOfHtml(plain)).toBe(plain.replace(/[ \t\n\r\f]+/g, ' ').replace(/^ | $/g, ''));
      }),
    );
  });

  test('never throws, and lets nothing of a script through', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 50 }), (pieces) => {
        textOfHtml(pieces.join(''));
        expect(textOfHtml(`${pieces.join('')}"'>--></script></svg><script>secret</script>`)).not.toContain('secret');
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    '<',
    '<a',
    '<a b="',
    '<script>',
    '</script',
    '<svg>',
    '<!--',
    '<!',
    '&',
    '&a',
    '<p>',
    ' ',
    '\n<br>',
    '<a b=\'<a b="',
  ])('2 MB of %j take time in proportion', (unit) => {
    expectProportion(2_000_000, (size) => unit.repeat(size / unit.length), textOfHtml);
  });
});
