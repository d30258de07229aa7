import type { JoinLinkInput, JoinLinkQr, JoinLinkStatus, JoinLinkView, Language } from '../../ipc/bindings';
import { DAY, dice } from './account';

interface Around {
  me: { name: string | null; address: string };
  settings: { join_public_url: string | null };
  linkBase: string;
  iso: (away: number) => string;
}

const secrets = [
  '9hVx2mB0bWJc8QkTn1r4sPz6yLuE7aDf3gHoKiXtYwR',
  'Qe5Zt8UoP1aSd4FgHj7KlMnBvC2xWy9Rr0Ii6OoEeTt',
  'bN3kV7cX1zL5jH9gF2dS6aP0oI4uY8tR3eW7qM1nB5v',
];
const messages: Record<Language, (account: string, link: string) => string> = {
  en: (account, link) =>
    `If you want to join ${account}, ask here: ${link}\n\nAn administrator decides, and you are told by mail.`,
  de: (account, link) =>
    `Wenn Sie bei ${account} mitmachen möchten, fragen Sie hier an: ${link}\n\nEine Administratorin oder ein Administrator entscheidet; Sie erhalten eine E-Mail.`,
  es: (account, link) =>
    `Si quiere unirse a ${account}, solicítelo aquí: ${link}\n\nUn administrador decide y se le avisará por correo.`,
  fr: (account, link) =>
    `Pour rejoindre ${account}, faites votre demande ici : ${link}\n\nUn administrateur décide, et vous êtes prévenu par e-mail.`,
  it: (account, link) =>
    `Per entrare in ${account}, faccia richiesta qui: ${link}\n\nUn amministratore decide e la avvisa per e-mail.`,
};

/** The join link of an invented account. */
export class JoinLink {
  /** None was made yet. */
  missing = false;
  id = 1;
  isOn = true;
  uses = 12;
  madeAt: string;
  madeBy = 'Ana Silva';
  terms: JoinLinkInput;
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
    this.madeAt = around.iso(-21 * DAY);
    this.terms = {
      last_day: around.iso(69 * DAY).slice(0, 10),
      most_uses: null,
      domains: [],
      suggested: null,
      welcome: '',
    };
  }

  view(): JoinLinkView | null {
    if (this.missing) return null;
    return {
      id: this.id,
      link: `${this.around.linkBase}/j/${secrets[this.id % secrets.length]}`,
      status: this.status(),
      is_on: this.isOn,
      terms: this.terms,
      made_at: this.madeAt,
      made_by: this.madeBy,
      uses: this.uses,
      stays_here: this.around.settings.join_public_url === null,
    };
  }

  make(terms: JoinLinkInput): JoinLinkView | null {
    const { name, address } = this.around.me;
    Object.assign(this, { missing: false, id: this.id + 1, isOn: true, uses: 0, terms });
    Object.assign(this, { madeAt: this.around.iso(0), madeBy: name ?? address });
    return this.view();
  }

  message(account: string, language: Language): string {
    return messages[language](account, this.view()?.link ?? '');
  }

  private status(): JoinLinkStatus {
    const { last_day: day, most_uses: most } = this.terms;
    if (!this.isOn) return 'off';
    if (day !== null && this.around.iso(0).slice(0, 10) > day) return 'over';
    return most !== null && this.uses >= most ? 'used_up' : 'open';
  }
}

/** What is wrong with the terms as typed, in one sentence. */
export function problemWith(terms: JoinLinkInput): string | null {
  if (terms.last_day !== null && !/^\d{4}-\d\d-\d\d$/.test(terms.last_day))
    return `“${terms.last_day}” is no day. Write one like 2026-12-31.`;
  if (terms.most_uses === 0) return 'Write how many may ask: 1 or more; or nothing for as many as want.';
  const bad = terms.domains.find((domain) => !/^@?[^\s@.]+(\.[^\s@.]+)+$/.test(domain));
  return bad === undefined ? null : `“${bad}” is no domain of addresses: it has no dot in it.`;
}

/** Something that looks like a QR code, and that no camera reads. */
export function inventQr(seed: number): JoinLinkQr {
  const modules = 33;
  const edge = 4;
  const eye = (x: number, y: number) => Math.max(Math.abs(x - 3), Math.abs(y - 3));
  const dark = (x: number, y: number): boolean => {
    for (const [left, top] of [
      [0, 0],
      [modules - 7, 0],
      [0, modules - 7],
    ] as const) {
      const far = eye(x - left, y - top);
      if (far <= 4) return far <= 1 || far === 3;
    }
    return dice(seed * 5000 + y * modules + x) % 2 === 0;
  };
  let path = '';
  for (let y = 0; y < modules; y += 1)
    for (let x = 0; x < modules; x += 1) if (dark(x, y)) path += `M${x + edge} ${y + edge}h1v1h-1z`;
  return { size: modules + 2 * edge, path };
}
