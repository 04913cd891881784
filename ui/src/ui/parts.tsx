import { Alert as AntAlert } from 'antd';
import type { ReactNode } from 'react';

interface PanelProps {
  readonly title?: ReactNode;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
  readonly flush?: boolean;
}

/** A plain ground with a head; the only box there is. */
export function Panel({ title, extra, children, flush = false }: PanelProps) {
  return (
    <section className={flush ? 'panel flush' : 'panel'}>
      {title === undefined ? null : (
        <div className="panel-head">
          <h2>{title}</h2>
          {extra === undefined ? null : <div className="panel-extra">{extra}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values of one thing. */
export function Facts({ facts, columns = 2 }: { readonly facts: readonly Fact[]; readonly columns?: number }) {
  return (
    <dl
      className="facts"
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${Math.floor(690 / columns) + 50}px), 1fr))` }}
    >
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface BarProps {
  readonly label: string;
  /** 0 to 1; more is drawn full and marked. */
  readonly share: number;
  readonly text: string;
  readonly warnAt?: number;
}

/** A fill: how much of a whole is used. Above its threshold it is hatched as well as coloured. */
export function Bar({ label, share, text, warnAt = 0.85 }: BarProps) {
  const level = share > 1 ? 'over' : share >= warnAt ? 'near' : 'fine';
  return (
    <div className="bar">
      <div
        className={`bar-track ${level}`}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={text}
      >
        <span style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
        <i style={{ left: `${warnAt * 100}%` }} />
      </div>
      <span className="bar-text">{text}</span>
    </div>
  );
}

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

export function Progress({ label, done, total, text }: ProgressProps) {
  const percent = total > 0 ? Math.round((done / total) * 100) : 0;
  return (
    <div className="bar">
      <div
        className="bar-track fine"
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <span className="bar-text">{text}</span>
    </div>
  );
}

interface NoticeProps {
  readonly kind: 'info' | 'warn' | 'bad' | 'good';
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function Notice({ kind, title, children, action }: NoticeProps) {
  const type = { info: 'info', warn: 'warning', bad: 'error', good: 'success' } as const;
  return (
    <AntAlert
      type={type[kind]}
      showIcon
      title={title}
      {...(children === undefined ? {} : { description: children })}
      {...(action === undefined ? {} : { action })}
      role={kind === 'bad' ? 'alert' : 'status'}
    />
  );
}

/** A list with nothing in it: says so and teaches the next step. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

export function Code({ text }: { readonly text: string }) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="code" tabIndex={0}>
      <code>{text}</code>
    </pre>
  );
}

/** What may be wider than its place, and scrolls there; named and reached by keyboard, as whatever scrolls has to be. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll" role="region" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}

export function Tag({
  children,
  kind = 'plain',
}: {
  readonly children: ReactNode;
  readonly kind?: 'plain' | 'warn' | 'bad' | 'accent';
}) {
  return <span className={`tag ${kind}`}>{children}</span>;
}
