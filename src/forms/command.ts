// The shell command that is equivalent to a form.
import {methodSpec} from '../catalogue/types.js';
import {writeValue} from '../catalogue/values.js';
import {own} from '../text/own.js';
import {type FormState, paramOf} from './form.js';
import {formParams} from './params.js';

/** Secrets are shown as a variable, so that running the copied command does not send a placeholder. */
const secretStandIn = '"$PASSWORD"';

/** `papertop machines create --region "East Coast (NY2)" …`, quoted for a POSIX shell. It contains no secrets. */
export function commandLine(form: FormState): string {
  const params = formParams(form);
  const words = ['papertop', 'machines', form.method];
  for (const {name} of methodSpec(form.method).params) {
    const value = own(params, name);
    if (value === undefined) continue;
    const isSecret = name !== 'machineId' && paramOf(form.method, name).secret === true;
    words.push(...flag(name, isSecret ? secretStandIn : quoted(writeValue(value))));
  }
  return words.join(' ');
}

/** A flag with its value. A value that starts with `-` is attached with `=`, so that it is not parsed as a flag. */
function flag(name: string, word: string): readonly string[] {
  return /^["']?-/.test(word) ? [`--${name}=${word}`] : [`--${name}`, word];
}

function quoted(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  if (!/["$`\\!']/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
