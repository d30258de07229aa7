import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type UserTrend as Trend, commands } from '../../ipc/bindings';
import { unwrap } from '../../ipc/failure';
import styles from './UserTrend.module.css';

const WEEK = 7;
const WIDTH = 104;
const HEIGHT = 30;

/** How many joined and were invited lately, week by week, in a small picture with its words. */
export function UserTrend() {
  const { t } = useTranslation();
  const trend = useQuery({ queryKey: ['users', 'trend'], queryFn: () => unwrap(commands.userTrend()) }).data;
  if (trend === undefined) return null;
  const [joined, invited] = [sum(trend.joined), sum(trend.invited)];
  const days = trend.joined.length;
  if (joined + invited === 0) return null;
  return (
    <figure className={styles.trend}>
      <Picture trend={trend} />
      <figcaption>
        <span className="visually-hidden">{t('trend.words', { joined, invited, days })}</span>
        <span className={styles.keys} aria-hidden="true">
          <span className={styles.joined}>{t('trend.joined', { count: joined })}</span>
          <span className={styles.invited}>{t('trend.invited', { count: invited })}</span>
          <span className={styles.days}>{t('trend.days', { count: days })}</span>
        </span>
      </figcaption>
    </figure>
  );
}

const sum = (numbers: number[]) => numbers.reduce((all, each) => all + each, 0);

/** The last one is a whole week; the first may be shorter. */
function weeks(days: number[]): number[] {
  const found: number[] = [];
  for (let end = days.length; end > 0; end -= WEEK) found.unshift(sum(days.slice(Math.max(0, end - WEEK), end)));
  return found;
}

/** Bars are those who joined, the line those who were invited: told apart without colours. */
function Picture({ trend }: { trend: Trend }) {
  const joined = weeks(trend.joined);
  const invited = weeks(trend.invited);
  const most = Math.max(1, ...joined, ...invited);
  const step = WIDTH / Math.max(1, joined.length);
  const high = (count: number) => (count / most) * (HEIGHT - 3);
  const line = invited.map((count, at) => `${(at + 0.5) * step},${HEIGHT - 1.5 - high(count)}`).join(' ');
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      height={HEIGHT}
      aria-hidden="true"
      focusable="false"
    >
      {joined.map((count, at) => (
        <rect
          // Weeks have no other name than their place.
          key={at}
          x={at * step + 1}
          width={step - 2}
          y={HEIGHT - Math.max(1, high(count))}
          height={Math.max(1, high(count))}
          rx={1}
        />
      ))}
      <polyline points={line} />
    </svg>
  );
}
