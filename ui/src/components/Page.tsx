import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button';
import styles from './Page.module.css';

interface Props {
  title: string;
  /** Beside the title. */
  actions?: ReactNode;
  children: ReactNode;
  /** Stands beside the page, or over it where there is no room. */
  panel?: ReactNode;
  /** A column of text or fields, not a list that fills the page. */
  narrow?: boolean;
  back?: ReactNode;
}

export function Page({ title, actions, children, panel, narrow = false, back }: Props) {
  return (
    <div className={styles.split}>
      <main className={`${styles.page} ${narrow ? styles.narrow : ''}`}>
        <header className={styles.head}>
          {back}
          <h1 className={styles.title}>{title}</h1>
          {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
        </header>
        {children}
      </main>
      {panel}
    </div>
  );
}

interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Renewed when it should take the focus. */
  focus: number;
  wide?: boolean;
}

/** Reading and changing one thing, beside the list it comes from. Escape closes it, also from what it covers. */
export function Panel({ title, onClose, children, focus, wide = false }: PanelProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus > 0) heading.current?.focus();
  }, [focus]);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // Not also for the ticks, which hear it on the window.
      event.preventDefault();
      close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <aside className={`${styles.panel} ${wide ? styles.panelWide : ''}`} aria-label={title}>
      <header className={styles.panelHead}>
        <h2 className={styles.panelTitle} tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <IconButton small icon="close" label={t('panel.close')} onPress={onClose} />
      </header>
      <div className={styles.panelBody}>{children}</div>
    </aside>
  );
}

/** A part of a panel, with its name. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{title}</h3>
      {children}
    </section>
  );
}

/** Names and what they are. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
