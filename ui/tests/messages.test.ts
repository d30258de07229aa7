import { expect, test } from 'vitest';
import messages from '../src/messages/en.json';

const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
const source = Object.values(sources).join('\n');

type Messages = { [key: string]: string | Messages };
const keysOf = (some: Messages, before = ''): string[] =>
  Object.entries(some).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );
const literal = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

test('every message is said somewhere', () => {
  const names = new Set(Array.from(source.matchAll(/['"`]([a-z_]+(?:\.\w+)*)['"`]/g), ([, name]) => name));
  // Where a part of the name is put in, it can be any.
  const patterns = Array.from(source.matchAll(/`((?:[\w.]|\$\{[^}]*\})+)`/g), ([, text = '']) => text)
    .filter((text) => text.includes('${') && /[a-z]{2}/.test(text.replaceAll(/\$\{[^}]*\}/g, '')))
    .map(
      (text) =>
        new RegExp(
          `^${text
            .split(/\$\{[^}]*\}/)
            .map(literal)
            .join(String.raw`[\w.]+`)}$`,
        ),
    );
  const isSaid = (key: string) => names.has(key) || patterns.some((pattern) => pattern.test(key));
  const never = keysOf(messages).filter((key) => !isSaid(key) && !isSaid(key.replace(/_(?:zero|one|other)$/, '')));
  expect(never).toEqual([]);
  expect(['undo.never_said', 'never_said'].filter(isSaid), 'the patterns are not so wide that all are said').toEqual(
    [],
  );
});
