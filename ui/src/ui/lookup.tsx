import { Form, Input, Select as AntSelect } from 'antd';
import type { FieldProps } from './fields.tsx';
import type { Choice } from './filters.tsx';

type LookupProps = FieldProps & {
  readonly choices: readonly Choice[];
  readonly loading: boolean;
  readonly onSearch: (text: string) => void;
  readonly nothing: string;
};

/** A choice among more than can be listed: what is typed is looked for by whoever gives the choices. */
export function LookupField({ name, label, hint, required, choices, loading, onSearch, nothing }: LookupProps) {
  return (
    <Form.Item name={name} label={label} extra={hint} rules={required ? [{ required: true, message: required }] : []}>
      <AntSelect
        showSearch={{ filterOption: false, onSearch }}
        options={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
        loading={loading}
        allowClear
        notFoundContent={nothing}
        aria-label={label}
      />
    </Form.Item>
  );
}

type NativeProps = FieldProps & { readonly type: 'datetime-local' | 'date' };

/** A day or an instant as the browser's own control asks for it; the value is the control's text. */
export function DayField({ name, label, hint, required, type }: NativeProps) {
  return (
    <Form.Item name={name} label={label} extra={hint} rules={required ? [{ required: true, message: required }] : []}>
      <Input type={type} step={type === 'datetime-local' ? 1 : undefined} />
    </Form.Item>
  );
}
