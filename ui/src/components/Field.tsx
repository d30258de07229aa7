import type { ReactNode, Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps,
} from 'react-aria-components';
import styles from './Field.module.css';
import { Icon } from './Icon';

interface Props extends Omit<TextFieldProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  label: string;
  hint?: ReactNode;
  /** What is wrong with it, in words. */
  problem?: string | undefined;
  /** More than one line. */
  lines?: number;
  placeholder?: string | undefined;
  suffix?: string;
  inputRef?: Ref<HTMLInputElement>;
}

/** One line (or several) of text with its name above and what is wrong beneath. */
export function TextField({ label, hint, problem, lines, placeholder, suffix, inputRef, ...rest }: Props) {
  return (
    <AriaTextField {...rest} className={styles.field ?? ''} isInvalid={problem !== undefined} validationBehavior="aria">
      <Label className={styles.label}>{label}</Label>
      {lines === undefined ? (
        <span className={styles.line}>
          <Input className={styles.input ?? ''} placeholder={placeholder ?? ''} ref={inputRef ?? null} />
          {suffix === undefined ? null : <span className={styles.suffix}>{suffix}</span>}
        </span>
      ) : (
        <TextArea className={styles.area ?? ''} rows={lines} placeholder={placeholder ?? ''} />
      )}
      <FieldProblem>{problem}</FieldProblem>
      {hint === undefined ? null : (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
    </AriaTextField>
  );
}

/** What is wrong with the field it stands in. */
export function FieldProblem({ children }: { children: string | undefined }) {
  return (
    <FieldError className={styles.problem ?? ''}>
      {children === undefined ? null : (
        <>
          <Icon name="error" size={14} />
          <span>{children}</span>
        </>
      )}
    </FieldError>
  );
}
