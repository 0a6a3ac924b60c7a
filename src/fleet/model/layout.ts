// The rectangles of the screen's parts, computed from the terminal's size and from whether the preview is open.
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A rectangle in terminal cells; the top left cell of the screen is 0, 0. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `tiny`: one line of text. `list`: few columns. `narrow`, `wide`, `full`: designed for 80×24, 120×40, 200×60. */
export type LayoutKind = 'tiny' | 'list' | 'narrow' | 'wide' | 'full';

export interface Layout {
  readonly kind: LayoutKind;
  readonly size: Size;
  readonly header: Rect;
  /** The table; its first row holds the headings. */
  readonly table: Rect;
  /** Two lines about the machine under the cursor; null except in the `narrow` layout. */
  readonly strip: Rect | null;
  /** The pane about the machine under the cursor: below the table in `wide`, beside it in `full`. */
  readonly preview: Rect | null;
  /** The latest operations; null where there is no room. */
  readonly operations: Rect | null;
  /** The filter line, a toast or the latest operation. */
  readonly message: Rect;
  readonly footer: Rect;
  /** The area between header and message. Other screens than the table fill it; dialogs are centred in it. */
  readonly main: Rect;
}

interface OpenPanes {
  readonly preview: boolean;
}

// The layout is needed several times per key; the size is the same object until the terminal is resized.
const withPreview = new WeakMap<Size, Layout>();
const withoutPreview = new WeakMap<Size, Layout>();

/** The layout for a terminal of this size, cached per size object. The heights never exceed the terminal's. */
export function layoutOf(size: Size, open: OpenPanes): Layout {
  const layouts = open.preview ? withPreview : withoutPreview;
  const cached = layouts.get(size);
  if (cached) return cached;
  const layout = computeLayout(size, open);
  layouts.set(size, layout);
  return layout;
}

function computeLayout(size: Size, open: OpenPanes): Layout {
  const {columns, rows} = size;
  const kind = kindOf(size);
  const rect = (x: number, y: number, width: number, height: number): Rect => ({x, y, width, height});
  const headerRows = 1;
  const footerRows = kind === 'narrow' && rows >= 20 ? 2 : kind === 'wide' || kind === 'full' ? 2 : 1;
  const messageY = rows - footerRows - 1;
  const main = rect(0, headerRows, columns, Math.max(0, messageY - headerRows));
  const stripRows = kind === 'narrow' && open.preview && rows >= 20 ? 3 : 0;
  const operationRows = kind === 'wide' ? 4 : kind === 'full' ? 7 : 0;
  const below = kind === 'wide' && open.preview ? Math.min(11, Math.floor(main.height * 0.36)) : 0;
  const beside = kind === 'full' && open.preview ? Math.min(64, Math.floor(columns * 0.3)) : 0;
  const tableHeight = Math.max(1, main.height - stripRows - operationRows - below);
  return {
    kind,
    size,
    header: rect(0, 0, columns, headerRows),
    table: rect(0, main.y, columns - beside, tableHeight),
    strip: stripRows > 0 ? rect(0, main.y + tableHeight, columns, stripRows) : null,
    preview:
      below > 0
        ? rect(0, main.y + tableHeight, columns, below)
        : beside > 0
          ? rect(columns - beside, main.y, beside, tableHeight)
          : null,
    operations: operationRows > 0 ? rect(0, main.y + main.height - operationRows, columns, operationRows) : null,
    message: rect(0, messageY, columns, 1),
    footer: rect(0, messageY + 1, columns, footerRows),
    main,
  };
}

function kindOf({columns, rows}: Size): LayoutKind {
  if (columns < 30 || rows < 6) return 'tiny';
  if (columns < 60 || rows < 16) return 'list';
  if (columns >= 160 && rows >= 40) return 'full';
  if (columns >= 110 && rows >= 30) return 'wide';
  return 'narrow';
}

/** A rectangle of at most this size, centred in `area`. */
export function centred(area: Rect, width: number, height: number): Rect {
  const w = Math.min(width, area.width);
  const h = Math.min(height, area.height);
  return {
    x: area.x + Math.floor((area.width - w) / 2),
    y: area.y + Math.floor((area.height - h) / 2),
    width: w,
    height: h,
  };
}

/** The number of machine rows that fit below the headings; at least 1. */
export function bodyRows(layout: Layout): number {
  return Math.max(1, layout.table.height - 1);
}

/** The number of rows that a screen has and how many of them are visible. */
export interface ContentRows {
  readonly total: number;
  readonly visible: number;
}

/** A size in terminal cells. */
export interface Area {
  readonly width: number;
  readonly height: number;
}
