import { Checkbox as AntCheckbox, Form, Input, InputNumber, Select as AntSelect, Switch as AntSwitch } from 'antd';
import type { FormInstance } from 'antd';
import type { ReactNode } from 'react';
import type { Choice } from './filters.tsx';

export interface FieldError {
  readonly name: string;
  readonly text: string;
}

export interface FormHandle<V extends object> {
  readonly form: FormInstance<V>;
  /** Puts errors at their fields; answers the ones whose field this form doesn't have. */
  readonly show: (errors: readonly FieldError[]) => readonly FieldError[];
}

export function useForm<V extends object>(): FormHandle<V> {
  const [form] = Form.useForm<V>();
  return {
    form,
    show: (errors) => {
      const known = new Set(Object.keys(form.getFieldsValue(true)).concat(fieldNames(form)));
      const here = errors.filter((error) => known.has(error.name));
      form.setFields(here.map((error) => ({ name: error.name as never, errors: [error.text] })));
      const first = here[0];
      if (first) form.scrollToField(first.name, { focus: true });
      return errors.filter((error) => !known.has(error.name));
    },
  };
}

function fieldNames<V extends object>(form: FormInstance<V>): string[] {
  return form.getFieldsError().map((field) => field.name.join('.'));
}

/** The values of a form as they are typed; only for what is shown beside it, such as a price. */
export function useWatched<V extends object>(handle: FormHandle<V>): Partial<V> {
  return Form.useWatch((values: V) => values, handle.form) ?? {};
}

interface FormProps<V extends object> {
  readonly handle: FormHandle<V>;
  readonly initial?: Partial<V>;
  readonly onSubmit: (values: V) => void;
  readonly children: ReactNode;
  readonly label?: string;
  /** Stands before the ids of its fields, where two forms are shown at once. */
  readonly name?: string;
}

export function FormBox<V extends object>({ handle, initial, onSubmit, children, label, name }: FormProps<V>) {
  return (
    <Form<V>
      form={handle.form}
      {...(name === undefined ? {} : { name })}
      layout="vertical"
      requiredMark="optional"
      initialValues={initial as object}
      onFinish={onSubmit}
      scrollToFirstError={{ focus: true }}
      aria-label={label}
    >
      {children}
    </Form>
  );
}

export interface FieldProps {
  /** A path for a value within another. */
  readonly name: string | string[];
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: string | undefined;
  readonly pattern?: { readonly rule: RegExp; readonly text: string };
}

function Item({
  name,
  label,
  hint,
  required,
  pattern,
  children,
  checkable,
}: FieldProps & { readonly children: ReactNode; readonly checkable?: boolean }) {
  const rules = [
    ...(required ? [{ required: true, message: required }] : []),
    ...(pattern ? [{ pattern: pattern.rule, message: pattern.text }] : []),
  ];
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={rules}
      {...(checkable ? { valuePropName: 'checked' } : {})}
    >
      {children}
    </Form.Item>
  );
}

type TextProps = FieldProps & {
  readonly autoComplete?: string;
  readonly type?: string;
  readonly maxLength?: number;
  readonly mono?: boolean;
  /** The id of a datalist with what may be meant. */
  readonly list?: string;
};

export function TextField({ autoComplete = 'off', type, maxLength = 200, mono, list, ...field }: TextProps) {
  return (
    <Item {...field}>
      <Input
        autoComplete={autoComplete}
        type={type ?? 'text'}
        maxLength={maxLength}
        className={mono ? 'mono' : ''}
        spellCheck={false}
        list={list}
      />
    </Item>
  );
}

export function PasswordField({ autoComplete = 'new-password', ...field }: TextProps) {
  return (
    <Item {...field}>
      <Input.Password autoComplete={autoComplete} maxLength={128} />
    </Item>
  );
}

export function AreaField({
  rows = 3,
  maxLength = 20_000,
  ...field
}: FieldProps & { readonly rows?: number; readonly maxLength?: number }) {
  return (
    <Item {...field}>
      <Input.TextArea rows={rows} spellCheck={false} className="mono" maxLength={maxLength} />
    </Item>
  );
}

type NumberProps = FieldProps & {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  readonly whole?: boolean;
};

export function NumberField({ min = 0, max = 1e12, unit, whole = true, ...field }: NumberProps) {
  return (
    <Item {...field}>
      <InputNumber
        min={min}
        max={max}
        suffix={unit}
        {...(whole ? { precision: 0 } : {})}
        style={{ width: '100%' }}
        controls={false}
      />
    </Item>
  );
}

/** A decimal kept as text: a price must not pass through a binary number. */
export function DecimalField({ unit, ...field }: FieldProps & { readonly unit?: string; readonly wrong: string }) {
  const { wrong, ...rest } = field;
  return (
    <Item {...rest} pattern={{ rule: /^\d{1,12}(\.\d{1,8})?$/, text: wrong }}>
      <Input inputMode="decimal" suffix={unit} autoComplete="off" />
    </Item>
  );
}

type SelectProps = FieldProps & {
  readonly choices: readonly Choice[];
  readonly many?: boolean;
  readonly loading?: boolean;
  readonly clear?: boolean;
};

export function SelectField({ choices, many, loading = false, clear = false, ...field }: SelectProps) {
  return (
    <Item {...field}>
      <AntSelect
        showSearch={{ optionFilterProp: 'label' }}
        options={choices.map((choice) => ({ value: choice.value, label: choice.label, disabled: choice.off ?? false }))}
        {...(many ? { mode: 'multiple' as const } : {})}
        loading={loading}
        allowClear={clear}
        aria-label={field.label}
      />
    </Item>
  );
}

/** A switch; one that can't be had now is off, and its hint says why. */
export function SwitchField({ off = false, ...field }: FieldProps & { readonly off?: boolean }) {
  return (
    <Item {...field} checkable>
      <AntSwitch disabled={off} />
    </Item>
  );
}

/** Words that are chosen, or made by typing them. */
export function WordsField({ choices, ...field }: FieldProps & { readonly choices: readonly string[] }) {
  return (
    <Item {...field}>
      <AntSelect
        mode="tags"
        tokenSeparators={[',', ' ', '，']}
        options={choices.map((choice) => ({ value: choice, label: choice }))}
        aria-label={field.label}
      />
    </Item>
  );
}

export function CheckField(field: FieldProps & { readonly text: string }) {
  const { text, ...rest } = field;
  return (
    <Item {...rest} checkable>
      <AntCheckbox>{text}</AntCheckbox>
    </Item>
  );
}

/** A field around a control of one's own that takes `value` and `onChange`. */
export function CustomField({ children, ...field }: FieldProps & { readonly children: ReactNode }) {
  return <Item {...field}>{children}</Item>;
}
