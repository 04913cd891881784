import { lazy, Suspense, type ReactNode } from 'react';
import { Drawer, TableSkeleton } from '../ui/index.ts';
import { useSearchState } from './asOf.tsx';
import { useWords } from './words.tsx';

/** What a figure can be traced to; its text form is in the address, so that a trace can be sent to a colleague. */
export type TraceOf =
  | { readonly kind: 'line'; readonly id: number; readonly part: string }
  | { readonly kind: 'accrued'; readonly id: string; readonly part?: undefined }
  | { readonly kind: 'history'; readonly id: string; readonly part?: undefined }
  | { readonly kind: 'rack'; readonly id: number; readonly part: 'u' | 'weight' | 'power' }
  | { readonly kind: 'host'; readonly id: number; readonly part: 'vcpus' | 'memoryMb' | 'diskGb' }
  | { readonly kind: 'pool'; readonly id: number; readonly part: 'ratio' | 'fill' };

export function traceText(trace: TraceOf): string {
  return trace.part === undefined ? `${trace.kind}.${trace.id}` : `${trace.kind}.${trace.id}.${trace.part}`;
}

export function traceFrom(text: string | null): TraceOf | undefined {
  const [kind, id = '', part = ''] = text?.split('.') ?? [];
  const number = Number(id);
  if (kind === 'history' && /^[a-z-]+-[\w-]+$/.test(id)) return { kind, id };
  if (kind === 'accrued' && /^[\da-f-]{36}$/.test(id)) return { kind, id };
  if (!Number.isInteger(number) || number < 0 || id === '') return undefined;
  if (kind === 'line' && /^\d+$/.test(part)) return { kind, id: number, part };
  if (kind === 'rack' && (part === 'u' || part === 'weight' || part === 'power')) return { kind, id: number, part };
  if (kind === 'host' && (part === 'vcpus' || part === 'memoryMb' || part === 'diskGb'))
    return { kind, id: number, part };
  if (kind === 'pool' && (part === 'ratio' || part === 'fill')) return { kind, id: number, part };
  return undefined;
}

/** A figure that comes from events: the dotted line says that it can be opened. */
export function Traced({
  to,
  children,
  label,
}: {
  readonly to: TraceOf;
  readonly children: ReactNode;
  readonly label?: string;
}) {
  const [, change] = useSearchState();
  const { t } = useWords();
  return (
    <button
      type="button"
      className="traced"
      title={label ?? t('trace.open')}
      onClick={() => change({ trace: traceText(to) })}
    >
      {children}
    </button>
  );
}

const TraceBody = lazy(() => import('./TraceBody.tsx'));

/** The one drawer in which every figure is explained. */
export function TraceDrawer() {
  const [params, change] = useSearchState();
  const { t } = useWords();
  const trace = traceFrom(params.get('trace'));
  return (
    <Drawer
      open={trace !== undefined}
      title={t('trace.title')}
      width={620}
      onClose={() => change({ trace: undefined })}
    >
      {trace ? (
        <Suspense fallback={<TableSkeleton columns={2} label={t('common.loading')} />}>
          <TraceBody key={traceText(trace)} trace={trace} />
        </Suspense>
      ) : null}
    </Drawer>
  );
}
