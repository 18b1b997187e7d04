import type { Campaign, Goal } from '../../core/campaign.ts';
import { formatMoney } from '../../core/format.ts';
import { passed } from '../../core/milestones.ts';
import { deCelebration } from '../locales/de.celebration.ts';
import { enCelebration } from '../locales/en.celebration.ts';
import { clock } from '../shared/clock.ts';
import type { View } from '../shared/glassjar-element.ts';
import type { Language } from '../shared/language.ts';
import { addStyles } from '../shared/late-styles.ts';
import { ticker } from '../shared/ticker.ts';
import { styles } from './celebration.styles.ts';

/** An element that shows a campaign whose sum has just passed a milestone. */
interface Witness {
  readonly host: Element;
  readonly campaign: Campaign;
  readonly goal: Goal;
  /** All that were passed with it: they are not celebrated later either. */
  readonly goals: readonly Goal[];
  /** How far along the scale the milestone stands, 0 to 1. */
  readonly at: number;
  readonly language: Language;
}

/** Seconds that the words stay; the motion is over after two. */
const wordsStay = 6;

/** What was celebrated in this page, by campaign and amount: each once, also when a correction takes the sum back below. */
const celebrated = new Set<string>();
let witnesses: Witness[] = [];

/** Celebrates what the newest reading has passed: once for each milestone, however many elements show the campaign. */
export function celebrate(host: Element, { campaign, language, state, totals }: View): void {
  const goals = isOff(host) ? [] : passed(campaign, state.before, totals);
  const goal = goals.findLast((one) => !celebrated.has(keyOf(campaign, one)));
  if (!goal) return;
  const at = goal.amount.minor / Math.max(totals.raised!.minor, campaign.goal?.amount.minor ?? 0);
  // In the next turn all elements have been told; and nobody celebrates in a page that nobody sees.
  if (!witnesses.length) ticker.at(clock.now(), hold);
  witnesses.push({ host, campaign, goal, goals, at, language });
}

/** One celebration for each campaign: of the largest milestone, by the element that is seen. */
function hold(): void {
  const all = witnesses.filter(({ host }) => host.isConnected);
  witnesses = [];
  for (const name of new Set(all.map(({ campaign }) => nameOf(campaign)))) {
    const own = all.filter(({ campaign }) => nameOf(campaign) === name);
    const most = Math.max(...own.map(({ goal }) => goal.amount.minor));
    const largest = own.filter(({ goal }) => goal.amount.minor === most);
    for (const { campaign, goals } of own) for (const goal of goals) celebrated.add(keyOf(campaign, goal));
    const seen = largest.find(({ host }) => isSeen(host));
    show(seen ?? largest[0]!, Boolean(seen));
  }
}

function show({ at, campaign, goal, host, language }: Witness, isMoving: boolean): void {
  const root = host.shadowRoot!;
  const track = root.querySelector('[part=track]');
  if (!track) return;
  addStyles(host, styles);
  root.querySelector('.celebration')?.remove();
  const place = make('div', 'base celebration');
  const [around, inside] = [host.getBoundingClientRect(), track.getBoundingClientRect()];
  for (const [name, value] of [
    ['top', inside.top - around.top],
    ['left', inside.left - around.left],
    ['width', inside.width],
    ['height', inside.height],
  ] as const)
    place.style.setProperty(name, `${value}px`);
  place.style.setProperty('--at', String(at));
  place.style.setProperty('--room', `${around.width}px`);
  const isBar = track.matches('.bar');
  const scene = make('div', isBar ? 'scene along' : 'scene');
  scene.ariaHidden = 'true';
  if (isMoving) scene.append(...motion());
  const said = make('p', 'said');
  said.role = 'status';
  place.append(scene, said);
  root.append(place);
  // A region has to be there before what it says, or nobody hears it.
  ticker.at(clock.now() + 150, () => {
    said.append(...words(goal, campaign, language));
    said.classList.add('now');
  });
  ticker.at(clock.now() + wordsStay * 1000, () => place.remove());
}

/** Light, and a few coins. */
function motion(): readonly Element[] {
  const clip = make('i', 'clip');
  clip.append(make('i', 'sweep'));
  return [make('i', 'glow'), clip, ...[0, 1, 2, 3, 4, 5, 6].map((nth) => make('i', `coin c${nth}`))];
}

/** What was reached, and the campaign's own word for it. */
function words(goal: Goal, campaign: Campaign, { locale }: Language): readonly (Element | string)[] {
  const messages = /^de\b/i.test(locale) ? deCelebration : enCelebration;
  const isGoal = goal.amount.minor === campaign.goal?.amount.minor;
  const reached = make('b');
  reached.dir = 'auto';
  reached.textContent = (isGoal ? messages.goal : messages.milestone)(formatMoney(goal.amount, locale));
  if (!goal.label) return [reached];
  const label = make('bdi');
  label.textContent = goal.label;
  if (campaign.language) label.lang = campaign.language;
  return [reached, ' ', label];
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className = ''): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

const nameOf = ({ id, title }: Campaign): string => id ?? title;

const keyOf = (campaign: Campaign, { amount }: Goal): string =>
  `${amount.currency} ${amount.minor} ${nameOf(campaign)}`;

/** Switched off on the element itself, or on the panel that it is a part of. */
function isOff(host: Element): boolean {
  for (let at: Element | undefined = host; at;) {
    if (at.hasAttribute('no-celebration')) return true;
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : undefined;
  }
  return false;
}

function isSeen(host: Element): boolean {
  const { bottom, height, top } = host.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
