// Look-ups in plain objects by a name that is any text, as the TypeScript compiler types it. The compiler's API is not stable yet:
// package.json pins its version.
import {type BinaryExpression, type ElementAccessExpression, type Node, SyntaxKind} from 'typescript/unstable/ast';
import {API, type Project} from 'typescript/unstable/sync';

/**
 * Every `record[name]` and `name in record` whose name the compiler knows only as text, as `file:line expression`. Literals, numbers and
 * unions of literals are names that the source itself holds. The files must be part of tsconfig.json.
 */
export function lookUpsIn(files: readonly string[]): string[] {
  const api = new API({cwd: process.cwd()});
  try {
    const [project] = api.updateSnapshot({openProjects: [`${process.cwd()}/tsconfig.json`]}).getProjects();
    return files.flatMap(file => {
      const source = project?.program.getSourceFile(`${process.cwd()}/${file}`);
      if (!project || !source) throw new Error(`${file} is not compiled`);
      const lineOf = (node: Node) => source.text.slice(0, node.getStart()).split('\n').length;
      return lookUpsBelow(source, project).map(node => `${file}:${lineOf(node)} ${node.getText()}`);
    });
  } finally {
    api.close();
  }
}

function lookUpsBelow(root: Node, {checker}: Project): Node[] {
  const found: Node[] = [];
  const visit = (node: Node) => {
    const name = nameOf(node);
    const type = name && checker.getTypeAtLocation(name);
    if (type && isAnyText(checker.typeToString(type))) found.push(node);
    node.forEachChild(child => {
      visit(child);
    });
  };
  visit(root);
  return found;
}

/** Whether a type, as the compiler prints it, has values that the source does not name. */
function isAnyText(type: string): boolean {
  return /\b(string|any|unknown|object)\b|\$\{/.test(type.replace(/"[^"]*"/g, ''));
}

/** The name that is looked up; undefined if the node is no look-up. */
function nameOf(node: Node): Node | undefined {
  if (node.kind === SyntaxKind.ElementAccessExpression) return (node as ElementAccessExpression).argumentExpression;
  if (node.kind !== SyntaxKind.BinaryExpression) return undefined;
  const {left, operatorToken} = node as BinaryExpression;
  return operatorToken.kind === SyntaxKind.InKeyword ? left : undefined;
}

/** The two look-ups that the search must find, beside some that it must not. */
export function searched(sample: Readonly<Record<string, string>>, name: string, known: 'a' | 'b'): unknown {
  return [sample[name], name in sample, sample[known], sample.x, [...name][0], 'x' in sample];
}
