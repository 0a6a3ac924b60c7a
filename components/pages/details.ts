// The details screen: title, tabs, and the content of the open tab.
import type {Area} from '../../src/fleet/model/layout.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {DETAILS_TABS, type DetailsTab} from '../../src/fleet/model/screen.js';
import {type Subject, subjectOf} from '../../src/fleet/screens/subject.js';
import {cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {emptyLine, type Line, span, wrapText} from '../../src/text/lines.js';
import {ageWords} from '../../src/text/words.js';
import {eventLines} from './events.js';
import {fieldLines} from './fields.js';
import {hasRule, tabLines, titleLine} from './heading.js';
import {bodyCells, type Page, pageOf} from './page.js';
import {troubleLines} from './trouble.js';

const titles: Readonly<Record<DetailsTab, string>> = {fields: 'Details', events: 'Events', json: 'JSON'};

/** The content of the open tab for `width` cells, whatever the height, with a notice above it if there is one. */
function detailsLines(model: Model, subject: Subject, tab: DetailsTab, width: number): Line[] {
  const notice = noticeLines(subject, model, tab, width);
  const content = contentLines(model, subject, tab, width);
  return notice.length > 0 && content.length > 0 ? [...notice, emptyLine, ...content] : [...notice, ...content];
}

function contentLines(model: Model, {machine, events, json}: Subject, tab: DetailsTab, width: number): Line[] {
  const {wall} = model.time;
  switch (tab) {
    case 'fields': {
      const fields = machine === null ? [] : fieldLines(machine, width, model.time);
      if (width < 106 || fields.length === 0 || !events?.length) return fields;
      const last = eventLines(events.slice(0, 5), width, wall, model.isAscii);
      return [...fields, emptyLine, [span('Last events', 'title')], ...last];
    }
    case 'events':
      if (events === null) return [];
      if (events.length === 0)
        return [[span('No events: the API remembers the last ten, and there were none.', 'quiet')]];
      return eventLines(events, width, wall, model.isAscii);
    case 'json':
      return json === null ? [] : json.split('\n').map(line => jsonLine(line, width));
  }
}

/** A line of pretty-printed JSON, cut to `width` cells, with a dim key. */
function jsonLine(line: string, width: number): Line {
  const shown = cut(line, width);
  const key = /^\s*"(?:[^"\\]|\\.)*": ?/.exec(shown)?.[0] ?? '';
  return [span(key, 'quiet'), span(shown.slice(key.length))];
}

/** The notice above the content: request pending, request failed, or machine gone; empty if none applies. */
function noticeLines(subject: Subject, model: Model, tab: DetailsTab, width: number): Line[] {
  const glyphs = glyphsOf(model.isAscii);
  const hasContent =
    tab === 'fields' ? subject.machine !== null : tab === 'events' ? subject.events !== null : subject.json !== null;
  if (subject.isGone) return goneLines(subject, model, width, hasContent);
  if (subject.trouble) {
    const what = subject.machine
      ? 'The details of this machine could not be fetched'
      : `${subject.id} could not be fetched`;
    const rest = hasContent ? 'What follows is from the list.' : `${keyOf(model, 'refresh')} asks again.`;
    return troubleLines(`${what}: `, subject.trouble, rest, width, glyphs.failed);
  }
  if (hasContent || !subject.isAsking) return [];
  return [
    [
      span(`${glyphs.moving} `, 'moving'),
      span(
        `asking for ${tab === 'events' ? 'the events' : 'the details'} of ${subject.machine?.name ?? subject.id}`,
        'quiet',
      ),
    ],
  ];
}

function goneLines(subject: Subject, model: Model, width: number, hasContent: boolean): Line[] {
  const answer = model.details.get(subject.id);
  const age = answer?.status === 'known' ? ageWords(model.time.now - answer.at) : null;
  const words = 'This machine is gone: it was destroyed, or this key may no longer see it.';
  const back = keyOf(model, 'back');
  const rest =
    hasContent && age !== null
      ? `What follows is how it was ${age} ago. ${back} goes back.`
      : `${back} goes back to the table.`;
  return wrapText(`${words} ${rest}`, width).map((text): Line => [span(text)]);
}

/** The details screen for `area`; null while another screen is open. */
export function detailsPage(model: Model, area: Area): Page | null {
  const {screen} = model;
  if (screen.kind !== 'details') return null;
  const subject = subjectOf(model, screen.id);
  const tabTitles = DETAILS_TABS.map(tab => titles[tab]);
  const openIndex = DETAILS_TABS.indexOf(screen.tab);
  const hasTitleRule = hasRule(area.height);
  const head = (range: string) => {
    const [tabs, rule] = tabLines(tabTitles, openIndex, range, area.width, model.isAscii);
    return [titleLine(subject, model, area.width), tabs, ...(hasTitleRule ? [rule] : [])];
  };
  const body = detailsLines(model, subject, screen.tab, bodyCells(area));
  return pageOf(area, hasTitleRule ? 3 : 2, head, body, screen.scroll);
}
