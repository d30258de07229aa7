import i18next from 'i18next';
import { grantOf, nothingPicked, type Picked, picked } from '../../components/invitation/GrantPick';
import { formatNumber } from '../../components/time';
import type { FieldProblem, JoinLinkInput } from '../../ipc/bindings';

/** What holds for those who ask, as it is typed: texts, so that what is half written can stand. */
export interface Terms {
  last_day: string;
  most_uses: string;
  domains: string[];
  suggested: Picked;
  welcome: string;
}

export type TermsName = keyof Terms;

/** How long the welcome can be, and how many domains a link can name. */
const LONGEST = 1000;
const MOST_DOMAINS = 50;
/** So long a new link lives, unless somebody says otherwise. */
const DAYS = 90;

export const termsOf = (input: JoinLinkInput): Terms => ({
  last_day: input.last_day ?? '',
  most_uses: input.most_uses === null ? '' : String(input.most_uses),
  domains: input.domains,
  suggested: picked(input.suggested),
  welcome: input.welcome,
});

/** What a first link begins with: a last day, for a link that nobody thinks of any more should not stand open for ever. */
export const firstTerms = (now: number): Terms => ({
  last_day: new Date(now + DAYS * 86_400_000).toISOString().slice(0, 10),
  most_uses: '',
  domains: [],
  suggested: nothingPicked,
  welcome: '',
});

export const inputOf = (terms: Terms): JoinLinkInput => ({
  last_day: terms.last_day.trim() === '' ? null : terms.last_day.trim(),
  most_uses: terms.most_uses.trim() === '' ? null : Number(terms.most_uses.trim()),
  domains: terms.domains,
  suggested: grantOf(terms.suggested),
  welcome: terms.welcome.trim(),
});

export const sameTerms = (one: Terms, other: Terms) => JSON.stringify(one) === JSON.stringify(other);

/** What is not right with them, for each field. */
export function problemsOf(terms: Terms): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const wrong = (field: TermsName, message: string) => problems.push({ field, message });
  const day = terms.last_day.trim();
  if (day !== '' && !isDay(day)) wrong('last_day', i18next.t('link.last_day_problem'));
  const most = terms.most_uses.trim();
  if (most !== '' && !/^[1-9]\d{0,8}$/.test(most)) wrong('most_uses', i18next.t('link.most_uses_problem'));
  const bad = terms.domains.find((domain) => !isDomain(domain));
  if (bad !== undefined) wrong('domains', i18next.t('link.domains_problem', { domain: bad }));
  else if (terms.domains.length > MOST_DOMAINS)
    wrong('domains', i18next.t('link.domains_many', { most: formatNumber(MOST_DOMAINS) }));
  const { group, role } = terms.suggested;
  if ((group === null) !== (role === null)) wrong('suggested', i18next.t('link.suggested_problem'));
  if ([...terms.welcome.trim()].length > LONGEST)
    wrong('welcome', i18next.t('link.welcome_problem', { most: formatNumber(LONGEST) }));
  return problems;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Roughly: labels with dots between them. The program knows it exactly. */
export const isDomain = (text: string) => /^[^\s@.,;:/]+(\.[^\s@.,;:/]+)+$/.test(text);

/** The domains that a typed or pasted text names: on lines, in a list, as addresses or as addresses of pages. */
export function domainsIn(text: string): string[] {
  const parts = text.split(/[\s,;]+/).map((part) =>
    part
      .replace(/^<|>$/g, '')
      .replace(/^https?:\/\//i, '')
      .replace(/\/.*$/, '')
      .replace(/^.*@/, '')
      .toLowerCase(),
  );
  return parts.filter((part) => part !== '');
}
