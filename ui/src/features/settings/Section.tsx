import type { ReactNode } from 'react';
import styles from './Settings.module.css';

/** A part of the settings with its name and what it is about. */
export function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <header>
        <h2 className={styles.sectionTitle}>{title}</h2>
        <p className={styles.faint}>{text}</p>
      </header>
      {children}
    </section>
  );
}
