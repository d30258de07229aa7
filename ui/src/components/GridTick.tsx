import styles from './Grid.module.css';

interface Props {
  label: string;
  ticked: boolean;
  /** Some of what it stands for. */
  partly?: boolean;
  /** In a row the grid hears the press; the box takes no focus from it. */
  onPress?: () => void;
}

/** The box before a row, or in the head before all rows. */
export function GridTick({ label, ticked, partly = false, onPress }: Props) {
  return (
    <input
      type="checkbox"
      className={styles.tick}
      aria-label={label}
      checked={ticked && !partly}
      ref={(box) => {
        if (box !== null) box.indeterminate = partly;
      }}
      {...(onPress === undefined ? { readOnly: true, tabIndex: -1 } : { onChange: onPress })}
    />
  );
}
