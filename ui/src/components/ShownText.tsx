import styles from './ShownText.module.css';

/** Characters that cannot be seen, or change how others are seen: control, bidirectional and zero-width ones. */
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const each = /([\p{Cc}\p{Cf}\u2028\u2029])/u;
const line = /\r?\n/g;

const nameOf = (character: string) =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Whether something in a text is not to be seen. */
export const hidesSomething = (text: string) => hidden.test(text.replace(line, ' '));

/** A text without what cannot be seen in it. */
export const withoutHidden = (text: string) =>
  text
    .split(each)
    .filter((part) => part === '\n' || !hidden.test(part))
    .join('');

/** A text in which what cannot be seen has a name: `[U+202E]`. */
export const shownText = (text: string) =>
  text
    .replace(line, ' ↵ ')
    .split(each)
    .map((part) => (hidden.test(part) ? nameOf(part) : part))
    .join('');

/** Text of somebody else's for what it is: what cannot be seen in it has a mark, and nothing of it turns around what stands beside it. */
export function ShownText({ children }: { children: string }) {
  if (!hidden.test(children)) return <bdi>{children}</bdi>;
  return (
    <bdi>
      {children
        .replace(line, ' ↵ ')
        .split(each)
        .map((part, at) =>
          hidden.test(part) ? (
            <mark key={at} className={styles.mark}>
              {nameOf(part)}
            </mark>
          ) : (
            part
          ),
        )}
    </bdi>
  );
}
