import { useEffect, useId, type ReactNode } from 'react';
import {
  AreaField,
  Button,
  DayField,
  DecimalField,
  Dialog,
  FormBox,
  NumberField,
  PasswordField,
  SelectField,
  SwitchField,
  TextField,
  useForm,
  useWatched,
  type Choice,
} from '../ui/index.ts';
import { fromLocalInput, isoInstant } from '../util/dates.ts';
import { useFormDeed } from './act.tsx';
import { DeviceField } from './DeviceField.tsx';
import { FailureNotice } from './failure.tsx';
import { usePresent } from './session.tsx';
import { useWords } from './words.tsx';

/** A field as the form shows it; names are those of the wire unless `fields` of the dialog says otherwise. */
export interface FieldOf {
  readonly name: string;
  readonly label: string;
  readonly kind?:
    | 'text'
    | 'mono'
    | 'secret'
    | 'area'
    | 'number'
    | 'decimal'
    | 'money'
    | 'choice'
    | 'many'
    | 'switch'
    | 'day'
    | 'instant'
    | 'device';
  readonly hint?: string;
  readonly optional?: boolean;
  readonly choices?: readonly Choice[];
  readonly loading?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  readonly maxLength?: number;
  /** Across the whole width of the form. */
  readonly wide?: boolean;
}

export type Values = Readonly<Record<string, unknown>>;

interface FormDialogProps<R> {
  readonly title: string;
  readonly submit?: string;
  readonly fields: readonly FieldOf[];
  readonly initial?: Values;
  /** What was left empty is absent from the values. */
  readonly run: (values: Values, key: string) => Promise<R>;
  readonly stale: readonly string[];
  readonly done: string | ((result: R) => string);
  /** The form's name of a field that the wire calls otherwise. */
  readonly wire?: Readonly<Record<string, string>>;
  readonly onClose: () => void;
  /** Told what is typed, for choices that hang on each other. */
  readonly onTyped?: (values: Values) => void;
  /** Shown above the button, made of what is typed. */
  readonly renderBeside?: (values: Values) => ReactNode;
  readonly width?: number;
}

/** A typed value as text; fields hold texts and numbers only. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** A dialog that does one deed: its fields, the server's refusal at the field it names, and one button. */
export function FormDialog<R = unknown>(props: FormDialogProps<R>) {
  const { title, submit, fields, initial, run, stale, done, wire, onClose, renderBeside, onTyped, width } = props;
  const { zone } = usePresent();
  const id = useId();
  const handle = useForm<Record<string, unknown>>();
  const watched = useWatched(handle);
  const text = JSON.stringify(watched);
  useEffect(() => {
    onTyped?.(JSON.parse(text) as Values);
    // What is typed alone decides; the listener is made anew on each render.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [text]);
  const onTheWire = (values: Values): Values =>
    Object.fromEntries(
      fields.flatMap(({ name, kind }): readonly (readonly [string, unknown])[] => {
        const value = values[name];
        if (value === undefined || value === null || value === '') return [];
        if (kind !== 'instant') return [[name, value]];
        const date = fromLocalInput(textOf(value), zone);
        return date ? [[name, isoInstant(date)]] : [];
      }),
    );
  const deed = useFormDeed<Record<string, unknown>, R>({
    handle,
    run: (values, key) => run(onTheWire(values), key),
    stale,
    fields: wire ?? {},
    done,
    after: onClose,
  });
  return (
    <Dialog open title={title} onClose={onClose} {...(width === undefined ? {} : { width })}>
      <FormBox<Record<string, unknown>>
        handle={handle}
        name={id}
        initial={initial ?? {}}
        onSubmit={deed.submit}
        label={title}
      >
        <div className="two">
          {fields.map((field) => (
            <div key={field.name} className={field.wide ? 'wide' : ''}>
              <OneField field={field} />
            </div>
          ))}
        </div>
        {renderBeside?.(watched)}
        {deed.failure ? <FailureNotice error={deed.failure} /> : null}
        <Button kind="primary" submit busy={deed.busy}>
          {submit ?? title}
        </Button>
      </FormBox>
    </Dialog>
  );
}

function OneField({ field }: { readonly field: FieldOf }) {
  const { t } = useWords();
  const { zone } = usePresent();
  const common = {
    name: field.name,
    label: field.label,
    hint: field.hint,
    required: field.optional || field.kind === 'switch' ? undefined : t('common.required'),
  };
  switch (field.kind ?? 'text') {
    case 'text':
    case 'mono':
      return <TextField {...common} maxLength={field.maxLength ?? 80} mono={field.kind === 'mono'} />;
    case 'secret':
      return <PasswordField {...common} />;
    case 'area':
      return (
        <AreaField {...common} rows={6} {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })} />
      );
    case 'number':
    case 'decimal':
      return (
        <NumberField
          {...common}
          whole={field.kind === 'number'}
          min={field.min ?? 0}
          max={field.max ?? 1e12}
          {...(field.unit === undefined ? {} : { unit: field.unit })}
        />
      );
    case 'money':
      return (
        <DecimalField
          {...common}
          wrong={t('common.notDecimal')}
          {...(field.unit === undefined ? {} : { unit: field.unit })}
        />
      );
    case 'choice':
    case 'many':
      return (
        <SelectField
          {...common}
          choices={field.choices ?? []}
          many={field.kind === 'many'}
          loading={field.loading ?? false}
          clear={field.optional ?? false}
        />
      );
    case 'switch':
      return <SwitchField {...common} />;
    case 'day':
      return <DayField {...common} type="date" />;
    case 'instant':
      return <DayField {...common} type="datetime-local" hint={field.hint ?? t('forms.inZone', { zone })} />;
    case 'device':
      return <DeviceField {...common} />;
  }
}
