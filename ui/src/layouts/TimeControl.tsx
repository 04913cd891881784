import { useState } from 'react';
import { useAgainst, useAsOf, useSteps, useTravel } from '../components/asOf.tsx';
import { usePortalNow } from '../components/now.ts';
import { usePresent } from '../components/session.tsx';
import { useWords } from '../components/words.tsx';
import { Button, Icon, Popover } from '../ui/index.ts';
import { formatExact, formatTime, fromLocalInput, instantOf, isoInstant, localInput } from '../util/dates.ts';

const DAY_MS = 86_400_000;
const SPAN_DAYS = 60;

/** "Now", or any instant: typed, dragged, or stepped through the events of the page. */
export function TimeControl() {
  const { t } = useWords();
  const { zone } = usePresent();
  const [open, setOpen] = useState(false);
  const asOf = useAsOf();
  return (
    <Popover open={open} onOpenChange={setOpen} content={<TimePanel onClose={() => setOpen(false)} />}>
      <button
        type="button"
        className={asOf === undefined ? 'tool time' : 'tool time past'}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-testid="time-control"
      >
        <Icon name="clock" />
        <span className="time-words">{asOf === undefined ? t('time.now') : formatTime(instantOf(asOf), zone)}</span>
      </button>
    </Popover>
  );
}

function TimePanel({ onClose }: { readonly onClose: () => void }) {
  const { t, locale } = useWords();
  const { zone } = usePresent();
  const asOf = useAsOf();
  const against = useAgainst();
  const travel = useTravel();
  const steps = useSteps();
  const now = usePortalNow().getTime();
  const [opened] = useState(now);
  const first = opened - SPAN_DAYS * DAY_MS;
  const present = asOf === undefined ? opened : instantOf(asOf).getTime();
  const go = (time: number) => travel(time >= opened ? undefined : isoInstant(new Date(time)), against);
  const before = steps.instants.findLast((instant) => instantOf(instant).getTime() < present - 999);
  const after =
    asOf === undefined ? undefined : steps.instants.find((instant) => instantOf(instant).getTime() > present + 999);
  return (
    <div className="time-panel" role="dialog" aria-label={t('time.title')}>
      <label htmlFor="as-of">{t('time.asOfIn', { zone })}</label>
      <input
        id="as-of"
        type="datetime-local"
        step={1}
        value={localInput(new Date(present), zone)}
        onChange={(event) => {
          const date = fromLocalInput(event.target.value, zone);
          if (date) go(date.getTime());
        }}
      />
      <label htmlFor="as-of-range">{t('time.drag', { days: SPAN_DAYS })}</label>
      <input
        id="as-of-range"
        type="range"
        min={first}
        max={opened}
        step={600_000}
        value={Math.max(first, present)}
        aria-valuetext={formatExact(new Date(present), locale, zone)}
        onChange={(event) => go(Number(event.target.value))}
      />
      <div className="row spread">
        <Button
          icon={<Icon name="back" />}
          reason={before === undefined ? t('time.noEarlier') : undefined}
          onClick={() => before && travel(before, against)}
        >
          {t('time.earlierEvent')}
        </Button>
        <Button
          icon={<Icon name="forth" />}
          reason={after === undefined ? t('time.noLater') : undefined}
          onClick={() => after && travel(after, against)}
        >
          {t('time.laterEvent')}
        </Button>
      </div>
      <label htmlFor="against">{t('time.compareWith')}</label>
      <div className="row">
        <input
          id="against"
          type="datetime-local"
          step={1}
          value={against === undefined ? '' : localInput(instantOf(against), zone)}
          onChange={(event) => {
            const date = fromLocalInput(event.target.value, zone);
            travel(asOf, date ? isoInstant(date) : undefined);
          }}
        />
        {against === undefined ? null : (
          <Button onClick={() => travel(asOf, undefined)}>{t('time.noComparison')}</Button>
        )}
      </div>
      <div className="row spread">
        <Button reason={asOf === undefined ? t('time.isNow') : undefined} onClick={() => travel(undefined)}>
          {t('time.backToNow')} <kbd>n</kbd>
        </Button>
        <Button kind="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </div>
  );
}

/** The line that says that this is not the present, and how to get back. */
export function TimeBanner() {
  const { t, locale } = useWords();
  const { zone } = usePresent();
  const asOf = useAsOf();
  const against = useAgainst();
  const travel = useTravel();
  const { shows } = useSteps();
  if (asOf === undefined && against === undefined) return null;
  const at = (text: string) => formatExact(instantOf(text), locale, zone);
  return (
    <div className="time-banner" role="status">
      <Icon name="clock" />
      <span>
        {asOf === undefined ? t('time.comparing') : t('time.asOf', { at: at(asOf) })}
        {against === undefined ? '' : ` · ${t('time.against', { at: at(against) })}`}
        {shows === 'presentOnly' ? ` · ${t('time.presentOnly')}` : ''}
      </span>
      <Button onClick={() => travel(undefined)}>
        {t('time.backToNow')} <kbd>n</kbd>
      </Button>
    </div>
  );
}
