// Every function of the program with its length, as the TypeScript compiler parses it. The compiler's API is not stable yet:
// package.json pins its version.

import {type Node, SyntaxKind} from 'typescript/unstable/ast';
import {API} from 'typescript/unstable/sync';

export interface FunctionLength {
  readonly name: string;
  /** The line of the function's first token, from 1. */
  readonly line: number;
  /** Lines from the first token to the closing brace, nested functions included. */
  readonly lines: number;
}

const kinds = new Set<SyntaxKind>([
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.MethodDeclaration,
  SyntaxKind.Constructor,
  SyntaxKind.GetAccessor,
  SyntaxKind.SetAccessor,
]);

/** The functions in each of the files, which must be part of tsconfig.json; throws for one that is not. */
export function functionsIn(files: readonly string[]): Map<string, FunctionLength[]> {
  const api = new API({cwd: process.cwd()});
  try {
    const [project] = api.updateSnapshot({openProjects: [`${process.cwd()}/tsconfig.json`]}).getProjects();
    return new Map(
      files.map(file => {
        const source = project?.program.getSourceFile(`${process.cwd()}/${file}`);
        if (!source) throw new Error(`${file} is not compiled`);
        return [file, functionsBelow(source, source.text)];
      }),
    );
  } finally {
    api.close();
  }
}

function functionsBelow(root: Node, text: string): FunctionLength[] {
  const found: FunctionLength[] = [];
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const visit = (node: Node) => {
    if (kinds.has(node.kind)) {
      const line = lineOf(node.getStart());
      found.push({name: nameOf(node), line, lines: lineOf(node.end) - line + 1});
    }
    node.forEachChild(child => {
      visit(child);
    });
  };
  visit(root);
  return found;
}

/** The function's own name, or that of the variable or property it is assigned to. */
function nameOf(node: Node): string {
  for (const named of [node, node.parent]) {
    if (named && 'name' in named && named.name) return (named.name as Node).getText();
  }
  return '(anonymous)';
}
