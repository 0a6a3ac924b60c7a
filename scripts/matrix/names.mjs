// The rows of the matrix that a test's name bears. A name may begin with numbers of one to three digits, each followed by a blank:
// '1 5 names …', '62 server clock 10 min behind …'. These numbers are rows, always: no test's name begins with a count, a count
// stands later in it or in words. Words such as #12 among the numbers belong to other lists: '#1 37 …', '104 #24 …'.

/** The words of a name before its text. */
const front = /^(?:(?:\d{1,3}|#\S+) )*/;

/** The numbers that a test's name begins with. */
export function rowsOf(name) {
  const words = front.exec(name)[0].split(' ');
  return words.filter(word => /^\d+$/.test(word)).map(Number);
}

/** What is wrong with a test's name: it begins with a number that cannot be a row, or with one of its rows twice. */
export function faultOf(name) {
  const text = name.replace(front, '');
  if (/^\d/.test(text)) return 'a number at its beginning is no row: a count stands later in the name, or in words';
  const numbers = rowsOf(name);
  const wrong = numbers.find((number, index) => number < 1 || number > 120 || numbers.indexOf(number) !== index);
  return wrong === undefined ? null : `${wrong} is no row, or stands twice`;
}

/** The names of the tests in the text of a file; what a template fills in stands as an ellipsis. */
export function namesIn(source) {
  const calls =
    /(?<![.\w])(?:test|it|t\.test)(?:\.\w+)?\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)")/g;
  return [...source.matchAll(calls)].map(([, ...forms]) => {
    const name = forms.find(form => form !== undefined) ?? '';
    return name.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…').replace(/\\(.)/g, '$1');
  });
}
