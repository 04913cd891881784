import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { useState } from 'react';
import {
  globalGrants,
  grantKinds,
  type GlobalGrant,
  type GrantKind,
  type GrantLevel,
  type UserGrants,
} from '../../../api/people.ts';
import { useDeed, useReason } from '../../../components/act.tsx';
import { FailureNotice } from '../../../components/failure.tsx';
import { useWords } from '../../../components/words.tsx';
import { Button, Drawer, Segmented, TableSkeleton } from '../../../ui/index.ts';

const LEVELS = ['none', 'read_only', 'read_write'] as const;
type Level = (typeof LEVELS)[number];
const levelOf = (grant: GrantLevel): Level => grant ?? 'none';
const grantOf = (level: Level): GrantLevel => (level === 'none' ? null : level);
/** Rights to make what is charged for. */
const PAID: ReadonlySet<GlobalGrant> = new Set(['add_linodes', 'add_volumes', 'add_images']);

interface Changes {
  readonly global: Readonly<Record<string, unknown>>;
  readonly things: Readonly<Partial<Record<GrantKind, Readonly<Record<number, GrantLevel>>>>>;
}

const NONE: Changes = { global: {}, things: {} };

/** The body that asks for what was changed, and for nothing else. */
export function bodyOf({ global, things }: Changes): Readonly<Record<string, unknown>> {
  return {
    ...(Object.keys(global).length > 0 ? { global } : {}),
    ...Object.fromEntries(
      Object.entries(things).map(([kind, grants]) => [
        kind,
        Object.entries(grants).map(([id, permissions]) => ({ id: Number(id), permissions })),
      ]),
    ),
  };
}

interface GrantsProps<K extends readonly unknown[]> {
  readonly title: string;
  readonly from: UseQueryOptions<UserGrants, Error, UserGrants, K>;
  /** Keeps what was changed, and nothing else. */
  readonly run: (body: object) => Promise<unknown>;
  readonly stale: readonly string[];
  readonly onClose: () => void;
}

/** What a limited user may do, or a group of them: with the account, and with each thing. */
export function Grants<K extends readonly unknown[]>({ title, from, run, stale, onClose }: GrantsProps<K>) {
  const { t } = useWords();
  const reason = useReason();
  const query = useQuery(from);
  const [changes, setChanges] = useState(NONE);
  const save = useDeed({
    run: () => run(bodyOf(changes)),
    stale,
    done: t('console.grantsKept'),
    after: onClose,
  });
  return (
    <Drawer
      open
      title={title}
      width={640}
      onClose={onClose}
      extra={
        <Button
          kind="primary"
          testId="grants-save"
          busy={save.isPending}
          reason={reason('own') ?? (changes === NONE ? t('console.nothingChanged') : undefined)}
          onClick={() => save.mutate()}
        >
          {t('common.save')}
        </Button>
      }
    >
      {query.error ? <FailureNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? (
        <div className="stack">
          <Global grants={query.data} changes={changes} onChange={setChanges} />
          {grantKinds.map((kind) => (
            <Things key={kind} kind={kind} grants={query.data} changes={changes} onChange={setChanges} />
          ))}
        </div>
      ) : query.isPending ? (
        <TableSkeleton columns={2} label={t('common.loading')} />
      ) : null}
    </Drawer>
  );
}

interface PartProps {
  readonly grants: UserGrants;
  readonly changes: Changes;
  readonly onChange: (changes: Changes) => void;
}

function useLevels() {
  const { t } = useWords();
  return LEVELS.map((value) => ({ value, label: t(`access.levels.${value}`) }));
}

function Global({ grants, changes, onChange }: PartProps) {
  const { t } = useWords();
  const levels = useLevels();
  const set = (name: string, value: unknown) => onChange({ ...changes, global: { ...changes.global, [name]: value } });
  const has = (name: GlobalGrant) => (changes.global[name] ?? grants.global[name]) === true;
  const account = (changes.global['account_access'] ?? grants.global.account_access) as GrantLevel;
  return (
    <section>
      <h2>{t('console.globally')}</h2>
      <div className="grants">
        {globalGrants.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={has(name)} onChange={(event) => set(name, event.target.checked)} />{' '}
            {t(`console.global.${name}`)} {PAID.has(name) ? <span title={t('console.paid')}>$</span> : null}
          </label>
        ))}
      </div>
      <div className="row spread">
        <span>{t('console.accountAccess')}</span>
        <Segmented<Level>
          label={t('console.accountAccess')}
          value={levelOf(
            'account_access' in changes.global ? (changes.global['account_access'] as GrantLevel) : account,
          )}
          choices={levels}
          onChange={(level) => set('account_access', grantOf(level))}
        />
      </div>
    </section>
  );
}

function Things({ kind, grants, changes, onChange }: PartProps & { readonly kind: GrantKind }) {
  const { t } = useWords();
  const levels = useLevels();
  const things = grants[kind] ?? [];
  if (things.length === 0) return null;
  const changed = changes.things[kind] ?? {};
  const set = (ids: readonly number[], level: Level) =>
    onChange({
      ...changes,
      things: {
        ...changes.things,
        [kind]: { ...changed, ...Object.fromEntries(ids.map((id) => [id, grantOf(level)])) },
      },
    });
  return (
    <section>
      <div className="row spread">
        <h2>{t(`console.kinds.${kind}`)}</h2>
        <span className="row">
          {levels.map(({ value, label }) => (
            <Button
              key={value}
              kind="quiet"
              onClick={() =>
                set(
                  things.map(({ id }) => id),
                  value,
                )
              }
            >
              {t('console.allOf', { level: label })}
            </Button>
          ))}
        </span>
      </div>
      {things.map((thing) => (
        <div key={thing.id} className="row spread">
          <span>{thing.label}</span>
          <Segmented<Level>
            label={`${t(`console.kinds.${kind}`)}: ${thing.label}`}
            value={levelOf(thing.id in changed ? (changed[thing.id] ?? null) : thing.permissions)}
            choices={levels}
            onChange={(level) => set([thing.id], level)}
          />
        </div>
      ))}
    </section>
  );
}
