// A form → the line that does the same from a shell.
import {methodSpec} from '../catalogue/types.js';
import {writeValue} from '../catalogue/values.js';
import {type FormState, paramOf} from './form.js';
import {formParams} from './params.js';

/** What stands for a secret: a variable, so that a pasted line never sends the stand-in itself. */
const secretStandIn = '"$PASSWORD"';

/** `papertop machines create --region "East Coast (NY2)" …`, safe to paste into a POSIX shell; never a secret. */
export function commandLine(form: FormState): string {
  const params = formParams(form);
  const words = ['papertop', 'machines', form.method];
  for (const {name} of methodSpec(form.method).params) {
    const value = params[name];
    if (value === undefined) continue;
    const isSecret = name !== 'machineId' && paramOf(form.method, name).secret === true;
    words.push(...flag(name, isSecret ? secretStandIn : quoted(writeValue(value))));
  }
  return words.join(' ');
}

/** A value that looks like a flag is tied to its own. */
function flag(name: string, word: string): readonly string[] {
  return /^["']?-/.test(word) ? [`--${name}=${word}`] : [`--${name}`, word];
}

function quoted(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  if (!/["$`\\!']/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
